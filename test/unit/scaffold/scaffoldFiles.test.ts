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
import { joinPath } from '../../../src/core/paths';
import { inspectEndpointFile } from '../../../src/core/endpoint/file/check/checkEndpointFile';
import { inspectRunFile } from '../../../src/core/run/file/check/checkRunFile';
import type { ScaffoldFile } from '../../../src/core/scaffold/scaffoldFiles';
import type { Answers } from '../../../src/core/scaffold/template';
import { templateFolders, templateName, type TemplateFolder } from '../../../src/core/scaffold/readTemplate';
import { endOfPatch } from '../../../src/core/scaffold/valuesOf';
import type { Case } from '../../support/scaffold/templates';
import { everyCase, scaffolded, templates, wordsOf } from '../../support/scaffold/templates';

const golden = (name: string): URL => new URL(`../../fixtures/scaffold/${name}.txt`, import.meta.url);
const media = fileURLToPath(new URL('../../../media/scaffold', import.meta.url));
const noon = Date.UTC(2026, 10, 21, 12);

const textOf = (files: readonly ScaffoldFile[], path: string): string =>
  files.find((file) => file.path === path)?.text ?? '';

/** Two of AWS's images always do both. */
function roleOf({ template, answers }: Case): string | undefined {
  if (template === 'extend' && ['scikit-learn', 'xgboost'].includes(answers['framework'] ?? ''))
    return 'both';
  // A batch transform is served like an endpoint.
  return answers['purpose'] === 'batch' ? 'serve' : answers['purpose'];
}

/** A tree as one text that can be read. */
const drawn = (files: readonly ScaffoldFile[]): string =>
  files.map(({ path, text, executable }) => `━━ ${path}${executable ? ' *' : ''}\n${text}`).join('\n');

/** `cmd/train` and `cmd` for `cmd/train/main.go`. */
const foldersOf = (path: string): readonly string[] =>
  path.split('/').map((_, index, names) => names.slice(0, index).join('/') || '.');

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
      ...files.flatMap(({ path }) => foldersOf(path).map((each) => [each, folder] as const)),
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
    rBoth: ['own', { framework: 'r' }],
    rServe: ['own', { framework: 'r', purpose: 'serve' }],
    goBoth: ['own', { framework: 'other' }],
    goServe: ['own', { framework: 'other', purpose: 'serve' }],
    pythonTrain: ['own', { framework: 'python', purpose: 'train' }],
    sklearnBothFastapi: ['own', { framework: 'scikit-learn' }],
    prebuiltTensorflowMpi: ['prebuilt', { framework: 'tensorflow', distribution: 'mpi' }],
    prebuiltSklearnBoth: ['prebuilt', { framework: 'scikit-learn' }],
    prebuiltSparkProcessing: ['prebuilt', { framework: 'spark' }],
    extendXgboostBoth: ['extend', { framework: 'xgboost' }],
    extendPytorchServe: ['extend', { framework: 'pytorch', purpose: 'serve' }],
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
    xgboostServeInference: ['own', { framework: 'xgboost', purpose: 'serve', server: 'inference-toolkit' }],
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
      // A prebuilt image is not built.
      assert.equal(textOf(filesOf(each), 'Dockerfile') === '', each.template === 'prebuilt');
      if (each.template === 'prebuilt') continue;
      const { findings, role } = lintOf(filesOf(each), 'x64');
      const said = findings.map(({ rule, severity, message }) => `${severity} ${rule} ${message}`);
      assert.deepEqual({ said, role: role.role }, { said: [], role: roleOf(each) }, wordsOf(each));
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
      assert.equal(text !== '', ['train', 'both'].includes(each.answers['purpose'] ?? ''));
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

  it('has an endpoint file without a finding where it serves', () => {
    for (const each of everyCase) {
      const text = textOf(filesOf(each), 'iris.endpoint.json');
      assert.equal(text !== '', ['serve', 'both'].includes(each.answers['purpose'] ?? ''), wordsOf(each));
      if (text === '') continue;
      const { findings } = inspectEndpointFile(text, '/work/iris/iris.endpoint.json');
      assert.deepEqual(findings, [], wordsOf(each));
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
      if (each.template !== 'own') continue;
      assert.match(
        textOf(files, 'Dockerfile'),
        each.answers['language'] === 'python'
          ? new RegExp(`^FROM python:${each.answers['python']}-slim$`, 'm')
          : /^FROM debian:trixie-slim$/m,
      );
    }
  });

  it('has a README whose links lead somewhere', () => {
    for (const each of everyCase) {
      const paths = filesOf(each).flatMap(({ path }) => [path, ...foldersOf(path).map((name) => `${name}/`)]);
      const links = [...textOf(filesOf(each), 'README.md').matchAll(/\]\(([^)]+)\)/g)].map(
        ([, to = '']) => to,
      );
      assert.ok(links.length > 1, wordsOf(each));
      assert.deepEqual(
        links.filter((link) => !paths.includes(link) && !link.startsWith('https://')),
        [],
        wordsOf(each),
      );
    }
  });

  it('takes images of AWS that lie in the region, and says since when one of them is not patched', () => {
    const today = new Date(noon).toISOString().slice(0, 10);
    for (const each of everyCase.filter(({ template }) => template !== 'own')) {
      const files = filesOf(each);
      const all = files.map(({ text }) => text).join('');
      assert.match(
        all,
        /\b\d{12}\.dkr\.ecr\.eu-central-1\.amazonaws\.com\/[a-z-]+:[a-z\d.-]+/,
        wordsOf(each),
      );
      const said = /since (\d{4}-\d\d-\d\d)/.exec(textOf(files, 'README.md'))?.[1];
      const end = endOfPatch(templates[each.template], each.answers);
      assert.equal(said, end !== undefined && end < today ? end : undefined, wordsOf(each));
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
          .filter(({ path, text }) => text.startsWith('#!/usr/bin/env python3') || path.endsWith('.py'))
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

  it('has shell programs that parse', () => {
    const texts = everyCase
      .flatMap((each) => filesOf(each))
      .filter(({ text }) => text.startsWith('#!/bin/sh\n'));
    for (const input of new Set(texts.map(({ text }) => text)))
      execFileSync('sh', ['-n'], { input, stdio: 'pipe' });
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

  it('writes each file once, whatever was answered', () => {
    for (const each of everyCase) {
      const paths = filesOf(each).map(({ path }) => path);
      assert.deepEqual(paths, [...new Set(paths)], wordsOf(each));
    }
  });
});
