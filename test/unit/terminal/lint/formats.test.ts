import assert from 'node:assert/strict';
import type { Finding } from '../../../../src/core/dockerfile/lint/finding';
import type { Rule } from '../../../../src/core/dockerfile/lint/rule';
import { formatGithub } from '../../../../src/terminal/lint/formatGithub';
import { formatJson } from '../../../../src/terminal/lint/formatJson';
import { formatSarif } from '../../../../src/terminal/lint/formatSarif';
import { formatText } from '../../../../src/terminal/lint/formatText';
import type { LintReport, ReportedFile } from '../../../../src/terminal/lint/lintReport';

const text = 'FROM a\nENV SAGEMAKER_PROGRAMM=train.py\nENTRYPOINT python \\\n  train.py\n';

const rule = (id: string, name: string, severity: Rule['severity']): Rule => ({
  id,
  name,
  severity,
  roles: 'any',
  explanation: 'Why.',
  source: `https://example.com/${id}`,
  example: { bad: 'BAD', good: 'GOOD' },
  check: () => [],
});

const finding = (over: Partial<Finding>): Finding => ({
  rule: 'SM501',
  severity: 'warning',
  start: 11,
  end: 29,
  message: 'Did you mean SAGEMAKER_PROGRAM?',
  fixes: [{ title: 'Rename', edits: [{ start: 11, end: 29, text: 'SAGEMAKER_PROGRAM' }], preferred: true }],
  related: [],
  deprecated: false,
  ...over,
});

const long = finding({
  rule: 'SM301',
  severity: 'error',
  start: 50,
  end: 69,
  message: '100 % wrong:\nuse exec form, please',
  fixes: [],
  related: [{ start: 0, end: 6, message: 'Inherited.' }],
});

const file: ReportedFile = {
  path: '/work/my images/Dockerfile',
  shown: 'my images/Dockerfile',
  text,
  role: 'train',
  findings: [finding({}), long],
  fixed: [],
  changed: [],
};

const report = (over: Partial<ReportedFile> = {}): LintReport => ({
  files: [
    { ...file, ...over },
    { ...file, path: '/b', shown: '/b', findings: [] },
  ],
  rules: [rule('SM301', 'entrypoint-shell-form', 'error'), rule('SM501', 'env-typo', 'warning')],
  version: '1.2.3',
  folder: '/work',
});

describe('Findings as text', () => {
  it('are one line each, and a sum', () => {
    assert.equal(
      formatText(report(), undefined),
      [
        'my images/Dockerfile:2:5  warning  Did you mean SAGEMAKER_PROGRAM?  (SM501 env-typo)',
        'my images/Dockerfile:3:12  error  100 % wrong: use exec form, please  (SM301 entrypoint-shell-form)',
        '2 problem(s) in 1 of 2 Dockerfile(s) (error: 1, warning: 1). 1 can be fixed with --fix.',
      ].join('\n'),
    );
  });

  it('show the code on a screen', () => {
    assert.equal(
      formatText(report(), { columns: 80, hasColors: false }),
      [
        'my images/Dockerfile:2:5  warning  Did you mean SAGEMAKER_PROGRAM?  (SM501 env-typo)',
        '    2 | ENV SAGEMAKER_PROGRAMM=train.py',
        '      |     ^^^^^^^^^^^^^^^^^^',
        'my images/Dockerfile:3:12  error  100 % wrong: use exec form, please  (SM301 entrypoint-shell-form)',
        '    3 | ENTRYPOINT python \\',
        '      |            ^^^^^^^^',
        '',
        '2 problem(s) in 1 of 2 Dockerfile(s) (error: 1, warning: 1). 1 can be fixed with --fix.',
      ].join('\n'),
    );
  });

  it('show the part of a long line that matters', () => {
    const findings = [finding({ start: 500, end: 510 })];
    const lines = formatText(report({ text: `RUN ${'x '.repeat(600)}`, findings }), {
      columns: 60,
      hasColors: true,
    }).split('\n');
    assert.ok(lines[0]?.includes('\u001B[33mwarning\u001B[0m'));
    assert.ok(
      lines.slice(1, 3).every((line) => line.length <= 60),
      lines.join('\n'),
    );
    assert.equal(lines[2]?.trim().replace(/^\| +/, ''), '^'.repeat(10));
  });

  it('let nothing of a file move the cursor', () => {
    const evil = 'RUN echo \u001B[2J\u202E\tx';
    const findings = [finding({ start: 9, end: 15, message: 'Not \u001B[31m this' })];
    const out = formatText(report({ text: evil, findings, shown: 'a\nb' }), {
      columns: 80,
      hasColors: false,
    });
    assert.deepEqual(
      ['\u001B', '\u202E', '\t'].filter((sign) => out.includes(sign)),
      [],
    );
    assert.equal(out.split('\n').length, 5);
  });

  it('tell what was fixed, and when nothing is wrong', () => {
    const findings: readonly Finding[] = [];
    assert.equal(
      formatText(report({ findings, fixed: ['Rename'], changed: ['src/train'] }), undefined),
      'my images/Dockerfile: fixed: Rename\nmy images/Dockerfile: changed src/train\n1 fixed. No problems in 2 Dockerfile(s).',
    );
  });
});

it('Findings as annotations of GitHub are escaped', () => {
  const shown = 'a,b:100%/Dockerfile';
  assert.equal(
    formatGithub(report({ shown })),
    [
      '::warning file=a%2Cb%3A100%25/Dockerfile,line=2,col=5,endColumn=22,endLine=2,title=SM501 env-typo::Did you mean SAGEMAKER_PROGRAM?',
      '::error file=a%2Cb%3A100%25/Dockerfile,line=3,endLine=4,title=SM301 entrypoint-shell-form::100 %25 wrong:%0Ause exec form, please',
    ].join('\n'),
  );
});

it('Findings as JSON have places, names and fixes', () => {
  const {
    files,
    summary,
  }: { files: { path: string; role: string; findings: unknown[] }[]; summary: unknown } = JSON.parse(
    formatJson(report()),
  );
  assert.deepEqual(
    files.map(({ path, role, findings }) => [path, role, findings.length]),
    [
      ['my images/Dockerfile', 'train', 2],
      ['/b', 'train', 0],
    ],
  );
  assert.deepEqual(files[0]?.findings[1], {
    rule: 'SM301',
    name: 'entrypoint-shell-form',
    severity: 'error',
    message: '100 % wrong:\nuse exec form, please',
    fixes: [],
    deprecated: false,
    line: 3,
    column: 12,
    endLine: 4,
    endColumn: 11,
    start: 50,
    end: 69,
    related: [{ message: 'Inherited.', line: 1, column: 1, endLine: 1, endColumn: 7, start: 0, end: 6 }],
    documentation: 'https://example.com/SM301',
  });
  assert.deepEqual(summary, {
    error: 1,
    warning: 1,
    info: 0,
    hint: 0,
    total: 2,
    fixable: 1,
    fixed: 0,
    files: 2,
    filesWithFindings: 1,
  });
});

describe('Findings as SARIF', () => {
  const region = (startLine: number, startColumn: number, endLine: number, endColumn: number) => ({
    startLine,
    startColumn,
    endLine,
    endColumn,
  });
  const artifactLocation = { uri: 'my%20images/Dockerfile', uriBaseId: '%SRCROOT%' };

  it('name the tool, its rules and their pages', () => {
    interface Run extends Record<string, unknown> {
      tool: { driver: { name: string; rules: Record<string, unknown>[] } };
    }
    const log: Record<string, unknown> & { runs: [Run] } = JSON.parse(formatSarif(report()));
    assert.deepEqual(Object.keys(log), ['$schema', 'version', 'runs']);
    assert.equal(log['version'], '2.1.0');
    const { tool, results, ...run } = log.runs[0];
    assert.deepEqual(run, {
      columnKind: 'utf16CodeUnits',
      originalUriBaseIds: { '%SRCROOT%': { uri: 'file:///work/' } },
    });
    const { driver } = tool;
    assert.equal(driver.name, 'Longshore');
    const { help, ...rest } = driver.rules[0] ?? {};
    assert.ok(help);
    assert.deepEqual(rest, {
      id: 'SM301',
      name: 'entrypoint-shell-form',
      shortDescription: { text: 'entrypoint shell form' },
      fullDescription: { text: 'Why.' },
      helpUri: 'https://example.com/SM301',
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['sagemaker', 'dockerfile'] },
    });
    assert.deepEqual(results, [
      {
        ruleId: 'SM501',
        ruleIndex: 1,
        level: 'warning',
        message: { text: 'Did you mean SAGEMAKER_PROGRAM?' },
        locations: [{ physicalLocation: { artifactLocation, region: region(2, 5, 2, 23) } }],
        fixes: [
          {
            description: { text: 'Rename' },
            artifactChanges: [
              {
                artifactLocation,
                replacements: [
                  { deletedRegion: region(2, 5, 2, 23), insertedContent: { text: 'SAGEMAKER_PROGRAM' } },
                ],
              },
            ],
          },
        ],
      },
      {
        ruleId: 'SM301',
        ruleIndex: 0,
        level: 'error',
        message: { text: '100 % wrong:\nuse exec form, please' },
        locations: [{ physicalLocation: { artifactLocation, region: region(3, 12, 4, 11) } }],
        relatedLocations: [
          {
            physicalLocation: { artifactLocation, region: region(1, 1, 1, 7) },
            message: { text: 'Inherited.' },
          },
        ],
      },
    ]);
  });

  it('give files elsewhere by their whole address', () => {
    const path = 'C:/other/Dockerfile';
    assert.match(formatSarif(report({ path, shown: path })), /"uri": "file:\/\/\/C:\/other\/Dockerfile"/);
  });
});
