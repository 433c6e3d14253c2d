import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFiles } from '../../../src/adapters/files/files';
import type { Decide, Scaffolded } from '../../../src/app/scaffold/scaffoldContainer';
import { scaffoldContainer } from '../../../src/app/scaffold/scaffoldContainer';
import { templateFolders, templateName } from '../../../src/core/scaffold/readTemplate';
import { scaffolded, templates } from '../../support/scaffold/templates';

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const never = new AbortController().signal;

describe('The files of a scaffolded container', () => {
  let parent: string;
  let folder: string;
  beforeEach(() => {
    parent = realpathSync(mkdtempSync(join(tmpdir(), 'longshore-files-')));
    folder = join(parent, 'iris');
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  const scaffold = async (decide: Decide): Promise<Scaffolded | undefined> => {
    const asked = { folder, template: templates.own, name: 'iris', answers: {} };
    return scaffoldContainer({ files: makeFiles() }, asked, decide, never);
  };
  const unasked: Decide = async (files) =>
    assert.fail(`It asked about ${files.map(({ path }) => path).join(', ')}.`);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  const paths = (): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .toSorted();

  it('lie where they belong, and programs can be started', async () => {
    const expected = scaffolded('own');
    assert.deepEqual((await scaffold(unasked))?.written.toSorted(), paths());
    assert.deepEqual(
      paths().map((path) => [path, read(path), (statSync(join(folder, path)).mode & 0o111) !== 0]),
      expected
        .map(({ path, text, executable }) => [path, text, executable])
        .toSorted(([left = ''], [right = '']) => (left < right ? -1 : 1)),
    );
  });

  it('are written once: what is there and the same is no question', async () => {
    await scaffold(unasked);
    const again = await scaffold(unasked);
    assert.deepEqual([again?.written, again?.kept.length], [[], paths().length]);
  });

  it('are not written at all when the user gives up', async () => {
    write('Dockerfile', 'FROM mine\n');
    assert.equal(await scaffold(async () => undefined), undefined);
    assert.deepEqual(paths(), ['Dockerfile']);
  });

  it('leave mine alone, or take its place', async () => {
    write('Dockerfile', 'FROM mine\n');
    write('src/app.py', 'mine');
    const asked: string[] = [];
    const kept = await scaffold(async (found) => {
      asked.push(...found.map(({ path }) => path));
      return [];
    });
    assert.deepEqual(
      [asked, kept?.kept],
      [
        ['Dockerfile', 'src/app.py'],
        ['Dockerfile', 'src/app.py'],
      ],
    );
    assert.equal(read('Dockerfile'), 'FROM mine\n');
    const changed = await scaffold(async () => ['Dockerfile']);
    assert.deepEqual(changed?.written, ['Dockerfile']);
    assert.match(read('Dockerfile'), /^FROM python:3\.12-slim$/m);
    assert.equal(read('src/app.py'), 'mine');
  });

  const run = (...words: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'scaffold', ...words], {
      cwd: parent,
      encoding: 'utf8',
    });
    return { status, lines: stdout.split('\n').filter(Boolean), error: stderr };
  };

  it('are made by the command line too', () => {
    writeFileSync(join(parent, 'answers.json'), '{ "framework": "python", "purpose": "train" }');
    const made = run('iris', '--answers', 'answers.json');
    assert.equal(made.status, 0, made.error);
    assert.deepEqual(
      made.lines.toSorted(),
      paths().map((path) => `iris/${path}`),
    );
    const linted = spawnSync(process.execPath, [cli, 'lint', '--severity', 'hint', 'iris'], { cwd: parent });
    assert.equal(String(linted.stdout), 'No problems in 1 Dockerfile(s).\n');

    write('Dockerfile', 'FROM mine\n');
    const refused = run('iris', '--answers', 'answers.json');
    assert.equal(refused.status, 1);
    assert.match(refused.error, /^Nothing was written: iris\/Dockerfile would change\./);
    assert.ok(
      run('iris', '--answers', 'answers.json', '--existing', 'skip').lines.includes('iris/Dockerfile (kept)'),
    );
    assert.equal(run('iris', '--answers', 'answers.json', '--existing', 'overwrite').status, 0);
    assert.match(read('Dockerfile'), /^FROM python/m);
    assert.match(run('--list').lines.join('\n'), /^purpose: .*\n {2}both +One image for both/m);
    assert.equal(run('iris', '--answers', 'nowhere.json').status, 1);
  });

  it('can be asked for: each template of ours with its questions', () => {
    const [head, ...lines] = run('--list').lines;
    assert.equal(head, '--template: Which way to a container?');
    for (const name of templateFolders) {
      const { title, questions } = templates[name];
      assert.ok(lines.some((line) => line.startsWith(`  ${name} `) && line.includes(title)));
      const told = run('--list', '--template', name);
      assert.equal(told.lines[0], title);
      const asked = told.lines.filter((line) => /^\w+: /.test(line));
      assert.deepEqual(
        asked,
        questions.map((question) => `${question.name}: ${question.text}`),
      );
    }
  });

  describe('of a template of mine', () => {
    const place = (name: string, text: string): void => {
      mkdirSync(join(parent, 'team'), { recursive: true });
      writeFileSync(join(parent, 'team', name), text);
    };
    const template = (files: string): void =>
      place(
        templateName,
        `{
  "title": "Of our team",
  "questions": [{ "name": "kind", "text": "Which?", "options": [{ "value": "plain" }, { "value": "full" }] }],
  "files": [${files}]
}`,
      );

    it('are made by the command line, from texts of that folder', () => {
      template(
        `{ "path": "Dockerfile", "from": "Dockerfile" },
    { "path": "bin/{{name}}", "from": ["head", { "from": "tail", "when": { "kind": "full" } }], "executable": true }`,
      );
      place('Dockerfile', 'FROM scratch\n');
      place('head', '#!/bin/sh\n# {{kind}} {{other}}\n');
      place('tail', 'exit 1\n');
      writeFileSync(join(parent, 'answers.json'), '{ "kind": "full" }');
      assert.deepEqual(run('--list', '--template', 'team').lines.slice(0, 4), [
        'Of our team',
        'kind: Which?',
        '  plain',
        '  full',
      ]);
      const made = run('iris', '--template', './team', '--answers', 'answers.json');
      assert.deepEqual([made.error, made.lines], ['', ['iris/Dockerfile', 'iris/bin/iris']]);
      assert.equal(read('bin/iris'), '#!/bin/sh\n# full {{other}}\nexit 1\n');
      assert.ok((statSync(join(folder, 'bin/iris')).mode & 0o111) !== 0);
    });

    it('are not made when it is broken, and the place is told', () => {
      const path = join(parent, 'team', templateName);
      const broken = (): string => {
        const { status, error } = run('iris', '--template', 'team');
        assert.deepEqual([status, existsSync(folder)], [1, false]);
        return error.split('\n')[0] ?? '';
      };
      assert.equal(broken(), `${path} cannot be read.`);
      template('{ "path": "Dockerfile", "form": "Dockerfile" }');
      assert.match(broken(), new RegExp(`^${path}:4: .*form`));
      template('{ "path": "Dockerfile", "from": "Dockerfile", "when": { "kind": "large" } }');
      assert.equal(broken(), `${path}: A condition names large, which kind does not offer.`);
      template('{ "path": "../Dockerfile", "from": "Dockerfile" }');
      assert.equal(broken(), `${path}: ../Dockerfile leads out of the folder of the container.`);
      template('{ "path": "Dockerfile", "from": "Dockerfile" }, { "path": "bin/run", "from": "missing" }');
      place('Dockerfile', 'FROM scratch\n');
      assert.equal(broken(), `${join(parent, 'team', 'missing')} cannot be read.`);
    });
  });
});
