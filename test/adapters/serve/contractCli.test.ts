import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { XMLValidator } from 'fast-xml-parser';
import { testEngine } from '../../support/engine/engine';
import { removeTestImages } from '../../support/engine/images';
import { brokenServer } from '../../support/serve/contract/brokenServer';
import { ServingBench } from '../../support/serve/servingBench';

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly errors: string;
}

describe('longshore test', () => {
  let bench: ServingBench;
  let image: string;
  before(async () => (image = await brokenServer(testEngine(), 'contract-cli')));
  beforeEach(() => (bench = new ServingBench()));
  afterEach(async () => bench.remove());
  after(async () => removeTestImages(testEngine(), 'contract-cli'));

  const run = async (...words: readonly string[]): Promise<Ended> =>
    new Promise((resolve) => {
      const all = [cli, 'test', bench.file, '--runs', bench.runsFolder, ...words];
      const env = { ...process.env, DOCKER_HOST: testEngine().host };
      execFile(process.execPath, all, { env }, (error, out, errors) =>
        resolve({ code: Number(error?.code ?? 0), out, errors }),
      );
    });

  it('ends with 1 where a rule is broken, and writes what a CI server reads', async () => {
    const variants = [{ name: 'main', image, environment: { BROKEN: 'fails-on-types' } }];
    bench.write('test.endpoint.json', JSON.stringify({ variants }));
    const payload = ['--payload', bench.write('mine.txt', '1,2\n'), '--content-type', 'text/csv'];
    const output = join(bench.folder, 'contract.xml');
    const broken = await run(...payload, '--only', 'SC301,sc302', '--format', 'junit', '--output', output);
    assert.equal(broken.code, 1, broken.errors);
    const xml = readFileSync(output, 'utf8');
    assert.equal(XMLValidator.validate(xml), true);
    assert.match(
      xml,
      /tests="2" failures="1"[\s\S]*<failure message="The container fails at an unknown type/,
    );
    const kept = await run(...payload, '--only', 'SC301', '--format', 'json');
    assert.equal(kept.code, 0, kept.out);
    const { summary } = JSON.parse(kept.out);
    assert.deepEqual(summary, { error: 0, warning: 0, info: 0, passed: 1, 'not-applicable': 0 });
    assert.match(kept.errors, /main: sending the sample …/);
  });

  it('says what was asked wrongly before anything starts', async () => {
    bench.write('test.endpoint.json', JSON.stringify({ variants: [{ name: 'main', image }] }));
    const rule = await run('--only', 'SC999');
    assert.deepEqual([rule.code, rule.errors.includes('SC999')], [2, true]);
    const variant = await run('--variant', 'other');
    assert.deepEqual([variant.code, variant.errors.includes('There is: main')], [2, true]);
    bench.write('test.endpoint.json', JSON.stringify({ variants: [{ name: 'main' }] }));
    const file = await run();
    assert.deepEqual([file.code, /Which image should serve/.test(file.errors)], [1, true]);
  });
});
