import assert from 'node:assert/strict';
import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFiles } from '../../../src/adapters/files/files';
import { applyFileEdits } from '../../../src/app/dockerfile/applyFileEdits';
import { EvidenceMemory } from '../../../src/app/dockerfile/evidenceMemory';
import { findDockerfiles, findRoot } from '../../../src/app/dockerfile/findDockerfiles';
import { gatherEvidence } from '../../../src/app/dockerfile/gatherEvidence';
import type { Files } from '../../../src/core/ports';
import { isAbort } from '../../../src/core/problem';
import { makeFolder } from './folder';

const signal = new AbortController().signal;
const files = makeFiles('disk');

async function withFolder(
  content: Readonly<Record<string, string | Buffer>>,
  work: (path: string) => Promise<void>,
): Promise<void> {
  const folder = makeFolder(content);
  try {
    await work(folder.path);
  } finally {
    folder.remove();
  }
}

const gather = async (root: string, path: string, memory = new EvidenceMemory(), port: Files = files) => {
  const input = { path: `${root}/${path}`, text: readFileSync(join(root, path), 'utf8'), root };
  return gatherEvidence({ files: port, memory }, input, signal);
};

describe('Evidence of the workspace', () => {
  it('has files, exec bits, texts and bytes of the context', async () =>
    withFolder(
      {
        Dockerfile: 'FROM a\nCOPY train serve.py /opt/\n',
        'train*': '#!/usr/bin/env python\r\n',
        'serve.py': 'import flask\n',
        'weights.bin': 'x'.repeat(1000),
        'data/a.csv': '1,2',
        '.git/objects/pack': 'x'.repeat(500),
        '.dockerignore': 'data\n',
      },
      async (root) => {
        const { evidence, folder } = await gather(root, 'Dockerfile');
        assert.equal(folder, root);
        assert.deepEqual([evidence.context, evidence.complete], ['.', true]);
        assert.deepEqual([...evidence.files.keys()].toSorted(), [
          '.dockerignore',
          '.git',
          'Dockerfile',
          'data',
          'serve.py',
          'train',
          'weights.bin',
        ]);
        assert.deepEqual(evidence.files.get('train'), {
          kind: 'file',
          bytes: 23,
          executable: true,
          text: '#!/usr/bin/env python\r\n',
        });
        assert.equal(evidence.files.get('serve.py')?.text, 'import flask\n');
        assert.equal(evidence.files.get('weights.bin')?.text, undefined);
        assert.deepEqual([evidence.isIgnored('data/a.csv'), evidence.isIgnored('train')], [true, false]);
        const sent = ['Dockerfile', 'train', 'serve.py', 'weights.bin', '.dockerignore'];
        const bytes = sent.reduce((sum, path) => sum + statSync(join(root, path)).size, 500);
        assert.equal(evidence.bytes, bytes);
      },
    ));

  it('finds what is named in folders that it does not look into', async () =>
    withFolder(
      {
        Dockerfile: 'FROM a\nCOPY node_modules/x.js data/a.csv data/b.csv /opt/\n',
        'node_modules/x.js': '1',
        'data/a.csv': '1',
        '.dockerignore': 'data',
      },
      async (root) => {
        const { evidence } = await gather(root, 'Dockerfile');
        assert.deepEqual(
          ['node_modules/x.js', 'data/a.csv', 'data/b.csv'].map((path) => evidence.files.has(path)),
          [true, true, false],
        );
      },
    ));

  it('takes the context from above, and NAME.dockerignore from beside the Dockerfile', async () =>
    withFolder(
      {
        'docker/gpu.Dockerfile': 'FROM a\nCOPY src requirements.txt /opt/\n',
        'docker/gpu.Dockerfile.dockerignore': '*.md\n!README.md\n',
        '.dockerignore': 'src\n',
        'requirements.txt': 'numpy\n',
        'src/train.py': 'pass\n',
      },
      async (root) => {
        const { evidence, folder } = await gather(root, 'docker/gpu.Dockerfile');
        assert.deepEqual([evidence.context, folder], ['..', root]);
        assert.deepEqual(['src/train.py', 'a.md', 'README.md'].map(evidence.isIgnored), [false, true, false]);
        assert.equal(evidence.files.get('src/train.py')?.text, 'pass\n');
      },
    ));

  it('believes a compose file', async () =>
    withFolder(
      {
        'a/Dockerfile': 'FROM a\nCOPY x /x\n',
        'a/x': '1',
        'b/x': '2',
        'compose.yaml': 'services:\n  s:\n    build:\n      context: b\n      dockerfile: ../a/Dockerfile\n',
      },
      async (root) => assert.equal((await gather(root, 'a/Dockerfile')).evidence.context, '../b'),
    ));

  it('believes a run file', async () =>
    withFolder(
      {
        'a/Dockerfile': 'FROM a\nCOPY x /x\n',
        'a/x': '1',
        'b/x': '2',
        'churn.train.json':
          '{ // Paths count from here.\n "build": { "dockerfile": "a/Dockerfile", "context": "b", }, }',
      },
      async (root) => assert.equal((await gather(root, 'a/Dockerfile')).evidence.context, '../b'),
    ));

  it('does not claim a context that is a guess', async () =>
    withFolder({ 'a/b/Dockerfile': 'FROM a\nCOPY dist/x.whl /x\n', 'a/other': '' }, async (root) => {
      const { evidence, folder } = await gather(root, 'a/b/Dockerfile');
      assert.deepEqual([evidence.context, folder], [undefined, `${root}/a/b`]);
    }));

  it('remembers: no walk until told, no text until it changes', async () =>
    withFolder({ Dockerfile: 'FROM a\nCOPY . /opt\n', 'train.py': '1' }, async (root) => {
      const memory = new EvidenceMemory();
      const asked: string[] = [];
      const counting: Files = {
        ...files,
        walk: async (folder, options, stop) => {
          if (options.entries > 1000) asked.push('walk');
          return files.walk(folder, options, stop);
        },
        read: async (path, limit, stop) => {
          if (path.endsWith('.py')) asked.push('read');
          return files.read(path, limit, stop);
        },
      };
      const look = async () => {
        asked.length = 0;
        const { evidence } = await gather(root, 'Dockerfile', memory, counting);
        return [evidence.files.get('train.py')?.text, ...asked];
      };
      assert.deepEqual(await look(), ['1', 'walk', 'read']);
      assert.deepEqual(await look(), ['1']);
      memory.forget();
      assert.deepEqual(await look(), ['1', 'walk']);
      writeFileSync(join(root, 'train.py'), '2');
      utimesSync(join(root, 'train.py'), 1, 1);
      memory.forget();
      assert.deepEqual(await look(), ['2', 'walk', 'read']);
      memory.dispose();
    }));

  it('of one who gave up does not spoil that of another', async () =>
    withFolder({ Dockerfile: 'FROM a\nCOPY . /opt\n', 'a/b': '1' }, async (root) => {
      const memory = new EvidenceMemory();
      const stop = new AbortController();
      const input = { path: `${root}/Dockerfile`, text: 'FROM a', root };
      let begun = (): void => undefined;
      const asking = new Promise<void>((resolve) => (begun = resolve));
      const port: Files = {
        ...files,
        walk: async (folder, options, asker) => {
          if (options.entries > 1000 && asker === stop.signal) {
            begun();
            await new Promise((resolve) => setTimeout(resolve, 100));
            stop.abort();
          }
          return files.walk(folder, options, asker);
        },
      };
      const givenUp = gatherEvidence({ files: port, memory }, input, stop.signal);
      await asking;
      const [first, second] = await Promise.allSettled([
        givenUp,
        gatherEvidence({ files: port, memory }, input, signal),
      ]);
      assert.ok(first.status === 'rejected' && isAbort(first.reason));
      assert.ok(second.status === 'fulfilled' && second.value.evidence.files.has('a/b'));
    }));
});

describe('Changes to other files of a context', () => {
  it('are made on disk, and only to what the rules saw', async () =>
    withFolder(
      { Dockerfile: 'FROM a\nCOPY . /opt\n', train: 'a\r\nb\r\n', 'changed.py': 'old', 'x.sh': 'abc' },
      async (root) => {
        const gathered = await gather(root, 'Dockerfile');
        writeFileSync(join(root, 'changed.py'), 'new');
        const changed = await applyFileEdits(
          files,
          gathered,
          [
            { kind: 'executable', path: 'train' },
            { kind: 'line-feeds', path: 'train' },
            { kind: 'replace', path: 'changed.py', start: 0, end: 1, text: '!' },
            { kind: 'replace', path: 'x.sh', start: 0, end: 1, text: 'A' },
            { kind: 'create', path: 'serve', text: '#!/bin/sh\n' },
            { kind: 'executable', path: 'serve' },
            { kind: 'create', path: 'x.sh', text: 'gone' },
            { kind: 'create', path: '../outside', text: '' },
            { kind: 'executable', path: 'nowhere' },
          ],
          signal,
        );
        assert.deepEqual(changed, ['train', 'x.sh', 'serve']);
        const texts = ['train', 'changed.py', 'x.sh', 'serve'].map((name) =>
          readFileSync(join(root, name), 'utf8'),
        );
        assert.deepEqual(texts, ['a\nb\n', 'new', 'Abc', '#!/bin/sh\n']);
        assert.deepEqual(
          ['train', 'serve'].map((name) => statSync(join(root, name)).mode & 0o111),
          [0o111, 0o111],
        );
      },
    ));
});

describe('Dockerfiles', () => {
  const content = {
    Dockerfile: '',
    'Dockerfile.dockerignore': '',
    'Dockerfile.md': '',
    'a/gpu.Dockerfile': '',
    'a/Dockerfile.gpu': '',
    'a/b/Containerfile': '',
    'a/other.df': '',
    'node_modules/x/Dockerfile': '',
    '.venv/Dockerfile': '',
    'we[i]rd/Dockerfile': '',
  };
  const table: readonly (readonly [
    words: readonly string[],
    paths: readonly string[],
    missing?: readonly string[],
  ])[] = [
    [
      ['.'],
      ['Dockerfile', 'a/Dockerfile.gpu', 'a/b/Containerfile', 'a/gpu.Dockerfile', 'we[i]rd/Dockerfile'],
    ],
    [
      ['a', 'Dockerfile', 'a/b/../gpu.Dockerfile'],
      ['a/Dockerfile.gpu', 'a/b/Containerfile', 'a/gpu.Dockerfile', 'Dockerfile'],
    ],
    [['Dockerfile.md'], ['Dockerfile.md']],
    [['we[i]rd/Dockerfile'], ['we[i]rd/Dockerfile']],
    [
      ['**/*.Dockerfile', 'a/*.df'],
      ['a/gpu.Dockerfile', 'a/other.df'],
    ],
    [['Dockerfile*'], ['Dockerfile', 'Dockerfile.md']],
    [['{a,.}/{Dockerfile,Containerfile}*'], ['a/Dockerfile.gpu', 'Dockerfile', 'Dockerfile.md']],
    [['node_modules/x'], ['node_modules/x/Dockerfile']],
    [['nowhere', '*.nope', 'Dockerfile'], ['Dockerfile'], ['nowhere', '*.nope']],
  ];
  for (const [words, paths, missing = []] of table)
    it(words.join(' '), async () =>
      withFolder(content, async (root) => {
        const found = await findDockerfiles(files, { words, folder: root }, signal);
        assert.deepEqual(found, { paths: paths.map((path) => `${root}/${path}`), missing, complete: true });
      }),
    );

  it('belong to a repository, or to the folder where the command runs', async () =>
    withFolder({ 'repo/.git/HEAD': '', 'repo/a/Dockerfile': '', 'plain/a/Dockerfile': '' }, async (root) => {
      assert.equal(await findRoot(files, `${root}/repo/a/Dockerfile`, root, signal), `${root}/repo`);
      assert.equal(
        await findRoot(files, `${root}/plain/a/Dockerfile`, `${root}/plain`, signal),
        `${root}/plain`,
      );
      assert.equal(
        await findRoot(files, `${root}/plain/a/Dockerfile`, '/elsewhere', signal),
        `${root}/plain/a`,
      );
    }));
});
