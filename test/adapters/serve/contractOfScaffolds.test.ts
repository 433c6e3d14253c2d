// What we scaffold keeps the contract of hosting: each kind of server, built and tested from its own endpoint file.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { readTestInput } from '../../../src/app/serve/contract/readTestInput';
import type { Answers } from '../../../src/core/scaffold/template';
import { testEngine } from '../../support/engine/engine';
import { removeTestImages } from '../../support/engine/images';
import { dropScaffoldBase, makeScaffoldBase } from '../../support/scaffold/baseImage';
import { localizeGo, sampleModel, wishForBuildKit } from '../../support/scaffold/languages';
import type { Localize } from '../../support/scaffold/scaffoldBench';
import { onPython, ScaffoldBench } from '../../support/scaffold/scaffoldBench';
import { ContractBench } from '../../support/serve/contract/contractBench';

const never = new AbortController().signal;
const name = 'longshore-test-scaffold';

describe('A scaffolded container keeps the serving contract', function () {
  this.timeout(300_000);
  let bench: ScaffoldBench;
  let contract: ContractBench;
  let leaveBuildKit: () => void;
  before(() => (leaveBuildKit = wishForBuildKit()));
  beforeEach(() => {
    bench = new ScaffoldBench();
    contract = new ContractBench();
  });
  afterEach(async () => {
    await contract.remove();
    await bench.clear();
  });
  after(async () => {
    leaveBuildKit();
    await dropScaffoldBase(testEngine());
    await removeTestImages(testEngine(), 'scaffold-go');
  });

  const keeps = async (localize: Localize, answers: Answers): Promise<void> => {
    await bench.scaffold(localize, { purpose: 'serve', ...answers });
    const model =
      answers['framework'] === 'other' ? await sampleModel(bench, 'other') : await bench.makeModel();
    mkdirSync(bench.path('ml'));
    if (answers['server'] === 'multi-model') {
      mkdirSync(bench.path('ml/models'));
      execFileSync('tar', ['-czf', bench.path('ml/models/iris.tar.gz'), '-C', model, '.']);
    } else cpSync(model, bench.path('ml/model'), { recursive: true });
    const file = bench.path(`${name}.endpoint.json`);
    const endpoint = await readTestInput(contract.world.files, file, never);
    const tested = await contract.testFile(endpoint, { startup: 120 }, file);
    const bad = (['error', 'warning', 'info'] as const).flatMap((outcome) => tested.ids(outcome));
    assert.deepEqual(bad, [], tested.all);
    assert.ok(tested.ids('passed').includes('SC301'), tested.all);
  };

  for (const server of ['nginx', 'fastapi', 'multi-model'])
    it(`with Python and ${server}`, async () => {
      const localize = onPython(await makeScaffoldBase(testEngine()));
      await keeps(localize, { framework: 'python', server });
    });

  it('with a static program and nothing else', async () => {
    await keeps(await localizeGo(), { framework: 'other' });
  });
});
