import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, type ParseError } from 'jsonc-parser';
import { readIgnoreRules } from '../../../src/core/dockerfile/context/ignore';
import type { Evidence, FileFact } from '../../../src/core/dockerfile/lint/evidence';
import type { LintResult } from '../../../src/core/dockerfile/lint/lint';
import { lint } from '../../../src/core/dockerfile/lint/lint';
import { folderOf, joinPath } from '../../../src/core/paths';
import { inspectRunFile } from '../../../src/core/run/file/check/checkRunFile';
import type { ScaffoldFile } from '../../../src/core/scaffold/scaffoldFiles';
import type { Answers } from '../../../src/core/scaffold/template';
import { templateFolders, templateName, type TemplateFolder } from '../../../src/core/scaffold/readTemplate';
import type { Case } from '../../support/scaffold/templates';
import { everyCase, scaffolded, templates, wordsOf } from '../../support/scaffold/templates';

const golden = (name: string): URL => new URL(`../../fixtures/scaffold/${name}.txt`, import.meta.url);
const media = fileURLToPath(new URL('../../../media/scaffold', import.meta.url));
const noon = Date.UTC(2026, 10, 21, 12);

const textOf = (files: readonly ScaffoldFile[], path: string): string =>
  files.find((file) => file.path === path)?.text ?? '';

/** A tree as one text that can be read. */
const drawn = (files: readonly ScaffoldFile[]): string =>
  files.map(({ path, text, executable }) => `━━ ${path}${executable ? ' *' : ''}\n${text}`).join('\n');

const filesOf = ({ template, answers }: Case, name?: string): readonly ScaffoldFile[] =>
  scaffolded(template, answers, name);

function lintOf(files: readonly ScaffoldFile[], architecture: 'x64' | 'arm64'): LintResult {
  const fact = ({ text, executable }: ScaffoldFile): FileFact => ({
    kind: 'file',
    bytes: text.length,
    executable,
    text,
  });
  const folder: FileFact = { kind: 'folder', bytes: 0, executable: true, text: undefined };
  const evidence: Evidence = {
    context: '.',
    files: new Map([
      ...files.map(({ path }) => [folderOf(path), folder] as const),
      ...files.map((file) => [file.path, fact(file)] as const),
    ]),
    complete: true,
    isIgnored: readIgnoreRules(textOf(files, '.dockerignore')).isIgnored,
    bytes: 10_000,
  };
  return lint(textOf(files, 'Dockerfile'), { now: noon, hostArchitecture: architecture, evidence });
}

describe('A scaffolded container', () => {
  const trees: Readonly<Record<string, readonly [TemplateFolder, Answers]>> = {
    pythonTrain: ['own', { framework: 'python', purpose: 'train' }],
    sklearnBothFastapi: ['own', { framework: 'scikit-learn' }],
    sklearnTrainHosts: ['own', { framework: 'scikit-learn', purpose: 'train', hosts: 'several' }],
    pytorchBothHosts: [
      'own',
      { framework: 'pytorch', processor: 'gpu', purpose: 'both', hosts: 'several', python: '3.14' },
    ],
    xgboostBothToolkitNginx: [
      'own',
      { framework: 'xgboost', purpose: 'both', server: 'nginx', toolkit: 'toolkit' },
    ],
    pythonServeModels: ['own', { framework: 'python', purpose: 'serve', server: 'multi-model' }],
    sklearnBatch: ['own', { framework: 'scikit-learn', purpose: 'batch' }],
    pythonProcessing: ['own', { framework: 'python', purpose: 'processing' }],
    pythonServeFlask: ['own', { framework: 'python', purpose: 'serve', server: 'flask', python: '3.13' }],
  };
  for (const [name, [template, answers]] of Object.entries(trees))
    it(`of ${name} is as written in the golden tree`, () => {
      const tree = drawn(scaffolded(template, answers));
      // After a change that is meant: LONGSHORE_GOLDEN=write, and read the difference.
      if (process.env['LONGSHORE_GOLDEN'] === 'write') writeFileSync(golden(name), tree);
      assert.equal(tree, readFileSync(golden(name), 'utf8'));
    });

  it('has nothing that our own diagnostics could say something about, whatever was answered', () => {
    for (const each of everyCase) {
      const { findings, role } = lintOf(filesOf(each), 'x64');
      const said = findings.map(({ rule, severity, message }) => `${severity} ${rule} ${message}`);
      const purpose = each.answers['purpose'] ?? '';
      // A batch transform is served like an endpoint.
      const expected = purpose === 'batch' ? 'serve' : purpose;
      assert.deepEqual({ said, role: role.role }, { said: [], role: expected }, wordsOf(each));
    }
  });

  it('has no error or warning on a machine with ARM, where a hint says what SageMaker runs', () => {
    const { findings } = lintOf(scaffolded('own'), 'arm64');
    assert.deepEqual(
      findings.map(({ rule, severity }) => `${severity} ${rule}`),
      ['hint SM114'],
    );
  });

  it('is looked at with its files: one that is missing would be found out', () => {
    const files = scaffolded('own').filter(({ path }) => path !== 'requirements.txt');
    assert.deepEqual(
      lintOf(files, 'x64').findings.map(({ rule }) => rule),
      ['SM606'],
    );
  });

  it('survives a checkout that loses LF and exec bits; when it starts its programs itself, both are found', () => {
    const findings = (entrypoint: string): readonly string[] => {
      const files = scaffolded('own').map((file) => {
        if (file.path === 'Dockerfile')
          return { ...file, text: file.text.replace(/^ENTRYPOINT .*$/m, entrypoint) };
        return file.executable
          ? { ...file, text: file.text.replaceAll('\n', '\r\n'), executable: false }
          : file;
      });
      return lintOf(files, 'x64').findings.map(({ rule }) => rule);
    };
    // Python reads such programs as they are.
    assert.deepEqual(findings('ENTRYPOINT ["python"]'), []);
    assert.deepEqual(findings('ENV PATH=/opt/program:$PATH'), ['SM310', 'SM310', 'SM312', 'SM312']);
    assert.match(textOf(scaffolded('own'), '.gitattributes'), /^\* text=auto eol=lf$/m);
  });

  it('has a run file without a finding, and as many channels as data', () => {
    for (const each of everyCase) {
      const text = textOf(filesOf(each), 'iris.train.json');
      assert.equal(text !== '', ['both', 'train'].includes(each.answers['purpose'] ?? ''));
      if (text === '') continue;
      const { run, findings } = inspectRunFile(text, '/work/iris/iris.train.json');
      assert.deepEqual(findings, [], wordsOf(each));
      const paths = filesOf(each).map(({ path }) => path);
      for (const { local = '' } of Object.values(run?.channels ?? {}))
        assert.ok(
          paths.some((path) => path.startsWith(`${local}/`)),
          local,
        );
    }
  });

  it('can be taken for granted: LF, an end to the last line, no open braces, programs that can be started', () => {
    for (const each of everyCase)
      for (const { path, text, executable } of filesOf(each)) {
        const where = `${path}: ${wordsOf(each)}`;
        assert.match(text, /^[^\r]*[^\n]\n$|^\n$/, where);
        assert.doesNotMatch(path + text, /\{\{\w+\}\}/, where);
        assert.equal(executable, /^src\/(?:train|serve)$/.test(path), where);
        assert.equal(executable, text.startsWith('#!'), where);
        if (path.endsWith('.json') && !path.startsWith('iris.')) JSON.parse(text);
        const mistakes: ParseError[] = [];
        if (path.endsWith('.json')) parse(text, mistakes);
        assert.deepEqual(mistakes, [], where);
        if (path === 'README.md') assert.ok(text.split('\n').length < 90, where);
      }
  });

  it('is named everywhere as it was called', () => {
    for (const each of everyCase) {
      const files = filesOf(each, 'my-model');
      assert.ok(files.some(({ path }) => path === '.github/workflows/my-model.yml'));
      assert.match(textOf(files, 'README.md'), /^# my-model\n/);
      assert.match(
        textOf(files, 'Dockerfile'),
        new RegExp(`^FROM python:${each.answers['python']}-slim$`, 'm'),
      );
    }
  });

  it('pins each package once', () => {
    for (const each of everyCase) {
      const lines = textOf(filesOf(each), 'requirements.txt')
        .split('\n')
        .slice(0, -1)
        .filter((line) => !/^#|^--extra-index-url https:\/\/download\.pytorch\.org\/whl\/cpu$/.test(line));
      for (const line of lines) assert.match(line, /^[A-Za-z0-9_.-]+==\d[\d.]*(?:post\d|\+cpu)?$/);
      assert.equal(new Set(lines.map((line) => line.split('==')[0])).size, lines.length, wordsOf(each));
    }
  });

  it('is Python that compiles', function () {
    const texts = new Set(
      everyCase.flatMap((each) =>
        filesOf(each)
          .filter(({ path, executable }) => executable || path.endsWith('.py'))
          .map(({ text }) => text),
      ),
    );
    const folder = mkdtempSync(join(tmpdir(), 'longshore-scaffold-'));
    try {
      const paths = [...texts].map((text, index) => {
        const path = join(folder, `p${index}.py`);
        writeFileSync(path, text);
        return path;
      });
      execFileSync('python3', ['-m', 'py_compile', ...paths], { stdio: 'pipe' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('uses every text of the templates, and no other', () => {
    const taken = templateFolders.flatMap((name) => [
      `${name}/${templateName}`,
      ...templates[name].files.flatMap(({ parts }) =>
        parts.map(({ from }) => joinPath(`/${name}`, from).slice(1)),
      ),
    ]);
    const found = readdirSync(media, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.parentPath !== media)
      .map((entry) => join(entry.parentPath, entry.name).slice(media.length + 1));
    assert.deepEqual([...new Set(taken)].toSorted(), found.toSorted());
  });

  it('writes each file once', () => {
    for (const { files } of Object.values(templates)) {
      const paths = files.map(({ path }) => path);
      assert.deepEqual(paths, [...new Set(paths)]);
    }
  });
});
