import type { ContractFinding } from '../judge';
import { isFailure, subjectTitle, type ContainerReport, type ContractReport, type FailOn } from '../report';

/** JUnit XML, as CI servers read it: a suite for each container, a case for each rule. */
export function contractJunit(report: ContractReport, failOn: FailOn): string {
  const suites = report.containers.map((container) => suite(container, report, failOn));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    element(
      'testsuites',
      { name: `longshore ${report.endpoint}`, time: seconds(report.milliseconds) },
      suites,
    ),
    '',
  ].join('\n');
}

function suite(
  { subject, findings, milliseconds, cutShort }: ContainerReport,
  report: ContractReport,
  failOn: FailOn,
): string {
  const failures = findings.filter(({ outcome }) => isFailure(outcome, failOn)).length;
  const attributes = {
    name: subjectTitle(subject),
    tests: String(findings.length),
    failures: String(failures),
    errors: cutShort ? '1' : '0',
    skipped: String(findings.filter(({ outcome }) => outcome === 'not-applicable').length),
    time: seconds(milliseconds),
    timestamp: new Date(report.started).toISOString().slice(0, 19),
  };
  const properties = element('properties', {}, [
    element('property', { name: 'file', value: report.file }, []),
    element('property', { name: 'image', value: subject.image }, []),
  ]);
  const className = `longshore.${subjectTitle(subject).replaceAll(/[^\w-]+/g, '.')}`;
  const unfinished = element('testcase', { name: 'complete', classname: className, time: '0' }, [
    element('error', { message: 'The time was up before all was tried.', type: 'timeout' }, []),
  ]);
  return element('testsuite', cutShort ? { ...attributes, tests: String(findings.length + 1) } : attributes, [
    properties,
    ...findings.map((finding) => testCase(finding, className, failOn)),
    ...(cutShort ? [unfinished] : []),
  ]);
}

function testCase(finding: ContractFinding, className: string, failOn: FailOn): string {
  const { rule, outcome, message, evidence, fixes } = finding;
  const body = [...evidence, ...fixes.map((fix) => `→ ${fix}`), rule.source].join('\n');
  const content = isFailure(outcome, failOn)
    ? [element('failure', { message, type: `${rule.id} ${rule.name}` }, [escapeText(body)])]
    : outcome === 'not-applicable'
      ? [element('skipped', { message }, [])]
      : outcome === 'passed'
        ? []
        : [element('system-out', {}, [escapeText(`${outcome}: ${message}\n${body}`)])];
  return element('testcase', { name: `${rule.id} ${rule.title}`, classname: className, time: '0' }, content);
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: readonly string[],
): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`);
  const start = `<${name}${given.join('')}`;
  return content.length === 0 ? `${start}/>` : `${start}>${content.join('')}</${name}>`;
}

/** Letters that XML 1.0 cannot hold at all, halves of pairs among them. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const escapeText = (text: string): string =>
  text
    .replaceAll(forbidden, '\u{FFFD}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/** A parser makes spaces of line ends in attributes that are not written so. */
const escapeAttribute = (text: string): string =>
  escapeText(text)
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;');
