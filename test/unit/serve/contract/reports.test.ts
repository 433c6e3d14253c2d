import assert from 'node:assert/strict';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { contractJson } from '../../../../src/core/serve/contract/format/contractJson';
import { contractJunit } from '../../../../src/core/serve/contract/format/contractJunit';
import { contractMarkdown } from '../../../../src/core/serve/contract/format/contractMarkdown';
import { contractText } from '../../../../src/core/serve/contract/format/contractText';
import type { Evidence } from '../../../../src/core/serve/contract/evidence';
import { judge } from '../../../../src/core/serve/contract/judge';
import { hasFailed, type ContractReport } from '../../../../src/core/serve/contract/report';
import { contractRules } from '../../../../src/core/serve/contract/rules/all';
import { answered, good, loopback, trial, withCalls, withMain } from './someEvidence';

const noon = Date.UTC(2026, 10, 1, 12);
const hostile = 'a "quoted" <b>&]]> \u0000\u001B[31m\uD800 ```\n```` | x';

function reportOf(evidence: Evidence, parts: Partial<ContractReport> = {}): ContractReport {
  const { subject, cutShort } = evidence;
  const findings = judge(evidence, contractRules);
  return {
    file: 'iris.endpoint.json',
    endpoint: 'iris',
    started: noon,
    milliseconds: 42_000,
    version: '1.2.3',
    containers: [{ subject, cutShort, milliseconds: 42_000, findings }],
    ...parts,
  };
}

const broken = reportOf(withMain({ sockets: [loopback], log: [hostile] }));
const warned = reportOf(withCalls({ empty: { seen: answered(500, { text: hostile }), aliveAfter: true } }));
const fine = reportOf(good);
const unfinished = reportOf({ ...good, cutShort: true });

interface Suite {
  readonly name: string;
  readonly tests: string;
  readonly failures: string;
  readonly errors: string;
  readonly skipped: string;
  readonly testcase: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

/** Read as a CI server does: counts must be those of the cases. */
function suitesOf(report: ContractReport, failOn: 'error' | 'warning' = 'error'): readonly Suite[] {
  const xml = contractJunit(report, failOn);
  assert.equal(XMLValidator.validate(xml), true, JSON.stringify(XMLValidator.validate(xml)));
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => name === 'testsuite' || name === 'testcase',
  });
  const { testsuites }: { testsuites: { testsuite: readonly Suite[] } } = parser.parse(xml);
  for (const suite of testsuites.testsuite) {
    const count = (key: string): string => String(suite.testcase.filter((each) => key in each).length);
    assert.deepEqual(
      [suite.tests, suite.failures, suite.skipped, suite.errors],
      [String(suite.testcase.length), count('failure'), count('skipped'), count('error')],
    );
  }
  return testsuites.testsuite;
}

describe('Reports of the serving contract', () => {
  it('JUnit is XML with a case for each rule, whatever a container says', () => {
    const [suite] = suitesOf(broken);
    assert.equal(suite?.tests, String(contractRules.length));
    assert.equal(suite.failures, '2');
    const xml = contractJunit(broken, 'error');
    assert.match(xml, /127\.0\.0\.1:8080/);
    // Neither a control character nor a half of a pair.
    assert.doesNotMatch(xml.replaceAll('\n', ''), /[\p{Cc}\p{Cs}]/u);
  });

  it('a warning is a failure only where it is asked for, and is told in any case', () => {
    assert.equal(suitesOf(warned)[0]?.failures, '0');
    assert.equal(suitesOf(warned, 'warning')[0]?.failures, '1');
    assert.match(contractJunit(warned, 'error'), /<system-out>warning: /);
  });

  it('a test that was not finished has not passed', () => {
    assert.equal(suitesOf(unfinished)[0]?.errors, '1');
    assert.deepEqual(
      [fine, warned, broken, unfinished].map((report) => [
        hasFailed(report, 'error'),
        hasFailed(report, 'warning'),
      ]),
      [
        [false, false],
        [false, true],
        [true, true],
        [true, true],
      ],
    );
  });

  it('JSON has a stable form', () => {
    const { containers, ...document } = JSON.parse(contractJson(broken));
    assert.deepEqual(document, {
      version: 1,
      tool: { name: 'longshore', version: '1.2.3' },
      file: 'iris.endpoint.json',
      endpoint: 'iris',
      started: '2026-11-01T12:00:00.000Z',
      milliseconds: 42_000,
      summary: { error: 2, warning: 0, info: 0, passed: 4, 'not-applicable': contractRules.length - 6 },
    });
    const [{ findings, ...container }] = containers;
    assert.deepEqual(container, {
      variant: 'main',
      image: 'iris:1',
      milliseconds: 42_000,
      complete: true,
      summary: document.summary,
    });
    assert.deepEqual(Object.keys(findings[0]), [
      'rule',
      'name',
      'title',
      'outcome',
      'message',
      'evidence',
      'fixes',
      'documentation',
    ]);
  });

  it('a terminal gets failures with reason, evidence and fix, and a line for each other rule', () => {
    const lines = contractText(broken, false).split('\n');
    const at = lines.findIndex((line) => line.startsWith('✘ error  SC201'));
    assert.match(lines[at + 1] ?? '', /which only programs in the container reach/);
    assert.match(lines[at + 2] ?? '', /^ {4}\| listens: 127/);
    assert.ok(lines.some((line) => line.startsWith('    → Bind to 0.0.0.0')));
    assert.ok(lines.some((line) => line.startsWith('– SC301')));
    assert.equal(lines.at(-2), '2 error, 4 passed, 22 not applicable, in 42 s.');
    const painted = contractText(broken, true);
    assert.match(painted, /\[31m✘ error/);
    assert.equal(painted.replaceAll(/\p{Cc}\[\d+m/gu, ''), contractText(broken, false));
  });

  it('the document quotes what a container says', () => {
    const one = withCalls({ sample: answered(500, { text: hostile }) });
    const report = reportOf({
      ...one,
      subject: { ...one.subject, dockerfile: '/work/Dockerfile' },
      main: trial,
    });
    const text = contractMarkdown(report);
    assert.match(text, /\n`iris:1`, built from `\/work\/Dockerfile`\n/);
    assert.match(text, /\n`{5}text\n[^`]*POST \/invocations: 500.*\n.*\n`{5}\n/);
    assert.match(contractMarkdown(fine), /### Passed\n\n\| Rule \|/);
  });

  it('of several containers begins with what is broken, and of one with that one', () => {
    const [sound] = fine.containers;
    const [bad] = broken.containers;
    assert.ok(sound && bad);
    const named = { ...bad, subject: { ...bad.subject, variant: 'green' } };
    const both = contractMarkdown({ ...broken, containers: [sound, named] });
    assert.match(both, /\n\n- \*\*green\*\*: SC201, Listens on port 8080.*\n/);
    assert.ok(both.indexOf('- **green**: SC201') < both.indexOf('\n## '));
    assert.doesNotMatch(contractMarkdown(broken), /- \*\*/);
  });
});
