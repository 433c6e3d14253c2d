import assert from 'node:assert/strict';
import type { ComparedImage } from '../../../src/core/ecr/compareImages';
import { comparisonPage } from '../../../src/core/ecr/compareImages';
import { manifestFacts, platformOf } from '../../../src/core/ecr/imageFacts';

const manifest = (value: object) => ({ mediaType: '', text: JSON.stringify(value) });

describe('A manifest in ECR', () => {
  it('names layers and the configuration', () => {
    const layers = [{ digest: 'sha256:a', size: 3 }];
    assert.deepEqual(manifestFacts(manifest({ config: { digest: 'sha256:c' }, layers })), {
      layers: [{ digest: 'sha256:a', bytes: 3 }],
      config: 'sha256:c',
      platforms: [],
    });
  });

  it('of several platforms names those that something runs on', () => {
    const platform = (os: string, architecture: string, variant?: string) => ({
      platform: { os, architecture, variant },
    });
    const manifests = [
      platform('linux', 'amd64'),
      platform('linux', 'arm64', 'v8'),
      platform('unknown', 'unknown'),
    ];
    assert.deepEqual(manifestFacts(manifest({ manifests })).platforms, ['linux/amd64', 'linux/arm64/v8']);
    assert.equal(platformOf({ os: 'linux', architecture: 'arm64' }), 'linux/arm64');
  });
});

describe('Two images side by side', () => {
  const found = (...names: readonly string[]) => ({
    status: 'COMPLETE',
    reason: undefined,
    completed: undefined,
    counts: { HIGH: names.length },
    findings: names.map((name) => ({
      severity: 'HIGH',
      name,
      package: 'zlib',
      version: '1',
      fixedIn: undefined,
      link: undefined,
    })),
  });
  const image = (title: string, layers: readonly string[], findings?: ComparedImage['findings']) => ({
    title,
    image: {
      digest: `sha256:${title}`,
      tags: [title],
      bytes: layers.length * 1000,
      pushed: undefined,
      pulled: undefined,
      mediaType: 'docker',
    },
    facts: { layers: layers.map((digest) => ({ digest, bytes: 1000 })), config: undefined, platforms: [] },
    platforms: ['linux/amd64'],
    findings,
  });

  it('share layers, and differ in findings', () => {
    const page = comparisonPage(
      image('one', ['base', 'x'], found('CVE1', 'CVE2')),
      image('two', ['base', 'y', 'z'], found('CVE2', 'CVE3')),
    );
    assert.match(
      page,
      /Layers that both have: 1, 1 kB\. .* downloads 2 kB for the other, and 1 kB the other way/,
    );
    const cells = page.split('\n').filter((line) => /^\| (?:`|high)/.test(line));
    assert.deepEqual(cells, [
      '| `base` | 1 kB | ✔ | ✔ |',
      '| `x` | 1 kB | ✔ |  |',
      '| `y` | 1 kB |  | ✔ |',
      '| `z` | 1 kB |  | ✔ |',
      '| high | zlib | CVE1 | ✔ |  |',
      '| high | zlib | CVE3 |  | ✔ |',
    ]);
  });

  it('say so when their findings are not known, or the same', () => {
    const scanned = image('one', [], found('CVE1'));
    assert.match(comparisonPage(scanned, image('two', [])), /Both have to be scanned/);
    assert.match(comparisonPage(scanned, image('two', [], found('CVE1'))), /Both have the same/);
  });
});
