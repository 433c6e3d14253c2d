import assert from 'node:assert/strict';
import { findingsText } from '../../../src/core/ecr/findingsText';
import { remoteRows } from '../../../src/core/ecr/repositoryRows';
import type { Finding, FindingOrder } from '../../../src/core/ecr/scan';
import { scanDetail, scanText, sortFindings } from '../../../src/core/ecr/scan';

const finding = (severity: string, of: string, name: string, fixedIn?: string): Finding => ({
  severity,
  name,
  package: of,
  version: '1.0',
  fixedIn,
  link: `https://cve.example/${name}`,
});

describe('A scan in a few words', () => {
  for (const [status, counts, short, long] of [
    ['COMPLETE', {}, 'no findings', 'no findings'],
    ['COMPLETE', { LOW: 7, HIGH: 2, CRITICAL: 1 }, '1 critical, 2 high', 'critical: 1 · high: 2 · low: 7'],
    ['ACTIVE', { UNTRIAGED: 3 }, '3 undefined', 'undefined: 3'],
    ['IN_PROGRESS', {}, 'scanning…', 'scanning…'],
    ['UNSUPPORTED_IMAGE', {}, 'cannot be scanned', 'cannot be scanned'],
    ['SCAN_ELIGIBILITY_EXPIRED', { HIGH: 1 }, 'no longer scanned', 'high: 1'],
  ] as const)
    it(`${status} ${JSON.stringify(counts)}`, () => {
      assert.deepEqual([scanText({ status, counts }), scanDetail({ status, counts })], [short, long]);
    });

  it('stands on the row of the image, which warns of what is bad', () => {
    const image = { digest: 'sha256:ab', tags: ['1'], bytes: 1, pushed: 0, pulled: 0, mediaType: undefined };
    const row = (scan: object) => {
      const images = [{ ...image, scan: { status: 'COMPLETE', counts: {}, ...scan } }];
      return remoteRows('eu-west-1/iris', { kind: 'ready', images, shown: 1 }, 0)[0];
    };
    assert.match(row({ counts: { HIGH: 2 } })?.detail ?? '', / · 2 high$/);
    assert.deepEqual(row({ counts: { HIGH: 2 } })?.icon, { name: 'shield', color: 'list.warningForeground' });
    assert.deepEqual(row({ counts: { LOW: 2 } })?.icon, { name: 'package' });
  });
});

describe('Findings', () => {
  const findings = [
    finding('LOW', 'zlib', 'CVE-1'),
    finding('HIGH', 'openssl', 'CVE-10', '3.1'),
    finding('HIGH', 'openssl', 'CVE-9'),
    finding('CRITICAL', 'zlib', 'CVE-4'),
    finding('STRANGE', 'bash', 'CVE-5', '5.3'),
  ];
  for (const [order, expected] of [
    ['severity', 'CVE-4 CVE-9 CVE-10 CVE-1 CVE-5'],
    ['package', 'CVE-5 CVE-9 CVE-10 CVE-4 CVE-1'],
    ['name', 'CVE-1 CVE-4 CVE-5 CVE-9 CVE-10'],
    ['fix', 'CVE-10 CVE-5 CVE-4 CVE-9 CVE-1'],
  ] as const satisfies ReadonlyArray<readonly [FindingOrder, string]>)
    it(`are sorted by ${order}`, () => {
      const names = sortFindings(findings, order).map(({ name }) => name);
      assert.equal(names.join(' '), expected);
    });

  it('are a page whose links are only those of the web', () => {
    const odd = { ...finding('HIGH', 'a|b', 'CVE-2\nx'), link: 'command:rm', fixedIn: '2.0' };
    const scan = { status: 'COMPLETE', reason: undefined, counts: { HIGH: 2 }, completed: 1_790_000_600_000 };
    const page = findingsText(
      'iris:1',
      { ...scan, findings: [odd, finding('HIGH', 'zlib', 'CVE-3')] },
      'severity',
    );
    assert.equal(
      page,
      `# iris:1

2 findings: high: 2

Scanned: 2026-09-21 14:23 UTC

| Severity | Package | Version | Fixed in | Finding |
| --- | --- | --- | --- | --- |
| high | a\\|b | 1.0 | 2.0 | CVE\\-2 x |
| high | zlib | 1.0 | – | [CVE\\-3](<https://cve.example/CVE-3>) |
`,
    );
  });

  it('that are none are said in ECR’s words', () => {
    const none = { status: 'UNSUPPORTED_IMAGE', reason: 'OS *x*', counts: {}, completed: undefined };
    assert.equal(
      findingsText('iris:1', { ...none, findings: [] }, 'severity'),
      '# iris:1\n\ncannot be scanned\n\nOS \\*x\\*\n',
    );
  });
});
