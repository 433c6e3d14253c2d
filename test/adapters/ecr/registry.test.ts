import assert from 'node:assert/strict';
import { makeWorld } from '../../../src/adapters/world';
import { readForComparison, readPlatforms } from '../../../src/app/ecr/compareRemote';
import { previewLifecycle } from '../../../src/app/ecr/previewLifecycle';
import { readImages, readRegistry } from '../../../src/app/ecr/readRegistry';
import { scanImage } from '../../../src/app/ecr/scanImage';
import { lifecycleText } from '../../../src/core/ecr/lifecycle';
import type { Ecr } from '../../../src/core/ecr/ports';
import type { World } from '../../../src/core/ports';
import { Problem } from '../../../src/core/problem';
import { setAws } from '../../support/aws/account';
import type { StandInEcr } from '../../support/ecr/standIn';
import { startStandInEcr } from '../../support/ecr/standIn';
import { testEngine } from '../../support/engine/engine';
import { loadScratchImage } from '../../support/engine/images';

const never = new AbortController().signal;

describe('A registry with images', function () {
  this.timeout(60_000);
  let standIn: StandInEcr;
  let world: World;
  let ecr: Ecr;
  let restore: () => void;
  const naps: number[] = [];
  const clock = {
    now: () => 0,
    sleep: async (milliseconds: number) => Promise.resolve(void naps.push(milliseconds)),
  };

  before(async () => {
    standIn = await startStandInEcr();
    restore = setAws(standIn.environment);
    world = makeWorld({ docker: () => ({ host: testEngine().host, context: '' }) });
    standIn.create('team/iris');
    standIn.create('team/iris', 'MUTABLE', 'eu-west-1');
    standIn.create('team/only', 'IMMUTABLE', 'eu-west-1');
    const name = `${standIn.registry.host}/team/iris:1`;
    const key = { registry: standIn.registry.host, user: 'AWS', password: standIn.registry.token() };
    await world.docker.tagImage(await loadScratchImage(testEngine()), name, never);
    await world.docker.pushImage(name, key, () => undefined, never);
    await world.docker.removeImage(name, { force: false }, never);
    ecr = await world.registries.open({ profile: undefined, region: undefined });
    // The same layers under another digest.
    const { text, mediaType } = await ecr.readManifest('team/iris', '1', never);
    await ecr.putManifest('team/iris', '2', { mediaType, text: `${text} ` }, never);
  });
  beforeEach(() => void (naps.length = 0));
  after(async () => {
    ecr.close();
    restore();
    await standIn.stop();
  });
  const image = async (tag: string) => {
    const found = await ecr.findImage('team/iris', tag, never);
    assert.ok(found);
    return found;
  };

  it('is another one in each region', async () => {
    const names = async (region: string) => {
      const there = await world.registries.open({ profile: undefined, region });
      const { repositories, region: told } = await readRegistry(there, never);
      there.close();
      return [told, ...repositories.map(({ name }) => name)];
    };
    assert.deepEqual(await names('us-east-1'), ['us-east-1', 'team/iris']);
    assert.deepEqual(await names('eu-west-1'), ['eu-west-1', 'team/iris', 'team/only']);
    assert.deepEqual(await names('ap-south-1'), ['ap-south-1']);
  });

  it('tells what an image runs on by its configuration, and which layers two of them share', async () => {
    const [one, other] = [await image('1'), await image('2')];
    assert.notEqual(one.digest, other.digest);
    const { platforms } = await readPlatforms(ecr, { repository: 'team/iris', image: one }, never);
    assert.deepEqual(platforms, ['linux/amd64']);
    const compare = async (each: typeof one) =>
      readForComparison(ecr, { repository: 'team/iris', image: each, title: each.digest }, never);
    const [left, right] = [await compare(one), await compare(other)];
    assert.ok(left.facts.layers.length > 0);
    assert.deepEqual(left.facts.layers, right.facts.layers);
    assert.equal(left.findings, undefined);
    standIn.deny('DescribeImageScanFindings');
    assert.equal((await compare(one)).findings, undefined, 'Layers are compared without that right.');
    standIn.allow('DescribeImageScanFindings');
  });

  it('has images scanned, and finds what basic and enhanced scanning say, page by page', async () => {
    const { digest } = await image('1');
    const attribute = (key: string, value: string) => ({ key, value });
    standIn.find({
      findings: [
        {
          name: 'CVE-1',
          severity: 'HIGH',
          uri: 'https://cve.example/1',
          attributes: [attribute('package_name', 'zlib'), attribute('package_version', '1.2')],
        },
        { name: 'CVE-2', severity: 'LOW' },
        { name: 'CVE-3', severity: 'LOW' },
      ],
      enhancedFindings: [
        {
          severity: 'CRITICAL',
          packageVulnerabilityDetails: {
            vulnerabilityId: 'CVE-4',
            sourceUrl: 'https://cve.example/4',
            vulnerablePackages: [
              { name: 'openssl', version: '3.0', release: '7', fixedInVersion: '3.1' },
              { name: 'libssl', version: '3.0', fixedInVersion: 'NotAvailable' },
            ],
          },
        },
      ],
    });
    const found = await scanImage({ ecr, clock }, { repository: 'team/iris', digest }, never);
    assert.deepEqual(naps, [3000]);
    assert.deepEqual(
      found.findings.map((each) => [each.name, each.package, each.version, each.fixedIn, each.link]),
      [
        ['CVE-1', 'zlib', '1.2', undefined, 'https://cve.example/1'],
        ['CVE-2', undefined, undefined, undefined, undefined],
        ['CVE-4', 'openssl', '3.0-7', '3.1', 'https://cve.example/4'],
        ['CVE-4', 'libssl', '3.0', undefined, 'https://cve.example/4'],
        ['CVE-3', undefined, undefined, undefined, undefined],
      ],
    );
    const counts = { HIGH: 1, LOW: 2, CRITICAL: 1 };
    assert.deepEqual([found.status, found.counts, found.completed], ['COMPLETE', counts, 1_790_000_600_000]);
    const listed = await readImages(ecr, 'team/iris', never);
    const known = Object.fromEntries(listed.map(({ tags, scan }) => [tags.join(), scan?.counts]));
    assert.deepEqual(known, { '1': counts, '2': undefined });
    await assert.rejects(
      scanImage({ ecr, clock }, { repository: 'team/iris', digest }, never),
      (error) => error instanceof Problem && /once a day/.test(error.message),
    );
  });

  it('tries a lifecycle policy before it counts', async () => {
    const wanted = { repository: 'team/iris', text: lifecycleText({ kind: 'keep', images: 1 }) };
    const { images } = await previewLifecycle({ ecr, clock }, wanted, never);
    assert.deepEqual(naps, [1000]);
    assert.deepEqual(
      images.map(({ tags, priority, action }) => [tags.length, priority, action]),
      [[1, 1, 'EXPIRE']],
    );
    assert.equal(await ecr.findPolicy('lifecycle', 'team/iris', never), undefined, 'Nothing was put.');
    assert.equal((await readImages(ecr, 'team/iris', never)).length, 2, 'Nothing went.');
    const stop = new AbortController();
    const stopping = { now: () => 0, sleep: async () => Promise.reject(stop.signal.reason) };
    stop.abort();
    await assert.rejects(previewLifecycle({ ecr, clock: stopping }, wanted, never), { name: 'AbortError' });
  });
});
