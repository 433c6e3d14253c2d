import assert from 'node:assert/strict';
import { evaluate } from '../../../../src/core/dockerfile/build/evaluate';
import { composeBuilds, isComposeFile } from '../../../../src/core/dockerfile/context/compose';
import { inferContext, isForBuilding } from '../../../../src/core/dockerfile/context/infer';
import { foldersUpTo, folderOf, isInside, joinPath, relativePath } from '../../../../src/core/paths';
import { isRunFile, runFileBuild } from '../../../../src/core/dockerfile/context/runFile';
import { contextSources } from '../../../../src/core/dockerfile/context/sources';
import { statedBuilds } from '../../../../src/core/dockerfile/context/stated';
import { parse } from '../../../../src/core/dockerfile/parse/parse';

const sources = (text: string) => contextSources(evaluate(parse(text)));

describe('What a Dockerfile takes from its context', () => {
  const named: readonly (readonly [string, readonly string[]])[] = [
    ['COPY train.py /opt/', ['train.py']],
    ['COPY ["my file", "b/", "/opt/"]', ['my file', 'b']],
    ['COPY --chmod=755 ./a/../b/c /x', ['b/c']],
    ['COPY ../up /abs /x', ['up', 'abs']],
    ['COPY . /x', []],
    ['COPY --from=build a /x', []],
    ['COPY <<EOF b /x\nEOF', ['b']],
    ['ADD https://example.com/a.tar git@github.com:a/b c.tar /x', ['c.tar']],
    ['ARG dir=src\nCOPY ${dir}/a ${other}/b /x', ['src/a']],
    ['COPY src/*.py *.txt a/b[c]/d /x', ['src', 'a']],
    [
      'RUN --mount=type=bind,source=pkg,target=/p --mount=type=cache,target=/c --mount=from=x,source=y pip list',
      ['pkg'],
    ],
    ['ONBUILD COPY a /x', []],
  ];
  for (const [text, expected] of named)
    it(text.replaceAll('\n', '⏎'), () => assert.deepEqual(sources(`FROM a\n${text}`).named, expected));

  it('hints at the files that it runs', () => {
    const text =
      'FROM a\nCOPY . /app\nRUN pip install -r requirements.txt\nENTRYPOINT ["python", "/app/serve.py"]\nCMD ./start.sh train';
    assert.deepEqual(sources(text).hinted, ['requirements.txt', 'serve.py', 'start.sh', 'train']);
  });
});

describe('The build context', () => {
  const here = (folder: string, ...found: string[]) => ({ folder, found: new Set(found) });
  const infer = (facts: Partial<Parameters<typeof inferContext>[0]>) =>
    inferContext({ ancestors: [], stated: [], named: [], hasNeighbours: true, ...facts });

  it('is beside the Dockerfile when there is no other folder', () => {
    assert.deepEqual(infer({ ancestors: [here('.')], named: ['a'] }), { folder: '.', certain: true });
  });
  it('is where most sources are', () => {
    const ancestors = [here('.', 'a'), here('..', 'a', 'b', 'c'), here('../..')];
    assert.deepEqual(infer({ ancestors, named: ['a', 'b', 'c', 'd'] }), { folder: '..', certain: true });
  });
  it('is the nearest of equals, when that has most', () => {
    const ancestors = [here('.', 'a', 'b'), here('..', 'a', 'b')];
    assert.deepEqual(infer({ ancestors, named: ['a', 'b', 'c'] }), { folder: '.', certain: true });
  });
  it('is a guess when the sources are scattered, or built first', () => {
    assert.deepEqual(infer({ ancestors: [here('.', 'a'), here('..', 'b')], named: ['a', 'b'] }), {
      folder: '.',
      certain: false,
    });
    assert.deepEqual(infer({ ancestors: [here('.'), here('..')], named: ['dist/a.whl'] }), {
      folder: '.',
      certain: false,
    });
  });
  it('is beside the Dockerfile when nothing is named and it has neighbours', () => {
    const ancestors = [here('.'), here('..')];
    assert.deepEqual(infer({ ancestors }), { folder: '.', certain: true });
    assert.deepEqual(infer({ ancestors, hasNeighbours: false }), { folder: '.', certain: false });
    assert.deepEqual(['docker', '.devcontainer', 'container', 'src'].map(isForBuilding), [
      true,
      true,
      false,
      false,
    ]);
  });
  it('is what a compose file says', () => {
    const ancestors = [here('.', 'a'), here('..')];
    assert.deepEqual(infer({ ancestors, stated: [here('..')], named: ['a'] }), {
      folder: '..',
      certain: true,
    });
    assert.deepEqual(infer({ ancestors, stated: [here('..'), here('.', 'a')], named: ['a'] }), {
      folder: '.',
      certain: true,
    });
  });
});

describe('Builds of a compose file', () => {
  const table: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
    ['services:\n  a:\n    build: ./a\n', [['./a', 'Dockerfile']]],
    ['services:\n  a:\n    build: "."  # here\n', [['.', 'Dockerfile']]],
    [
      'services:\n  a:\n    build:\n      # why\n      dockerfile: docker/Dockerfile.gpu\n\n      context: ..\n      args:\n        context: no\n    image: x\n  b:\n    build: b\n',
      [
        ['..', 'docker/Dockerfile.gpu'],
        ['b', 'Dockerfile'],
      ],
    ],
    ["services:\n  a:\n    build: { context: '..', dockerfile: a/Dockerfile }\n", [['..', 'a/Dockerfile']]],
    ['services:\r\n  a:\r\n    build:\r\n      dockerfile: D\r\n', [['.', 'D']]],
    [
      'services:\n  a:\n    build: ${DIR}\n  b:\n    build: https://github.com/a/b.git\n  c:\n    build: *x\n',
      [],
    ],
    ['services:\n  a:\n    build:\n      context: .\n      dockerfile_inline: |\n        FROM a\n', []],
    ['build: .\n# build: .\n', []],
  ];
  for (const [text, expected] of table)
    it(JSON.stringify(text), () =>
      assert.deepEqual(
        composeBuilds(text).map(({ context, dockerfile }) => [context, dockerfile]),
        expected,
      ),
    );

  it('are looked for in files of these names', () => {
    const names = [
      'compose.yaml',
      'docker-compose.yml',
      'docker-compose.gpu.yml',
      'compose.txt',
      'my-compose.yml',
    ];
    assert.deepEqual(names.map(isComposeFile), [true, true, true, false, false]);
  });
});

describe('The build of a run file', () => {
  const table: readonly (readonly [string, readonly [string, string] | undefined])[] = [
    ['{ "build": { "dockerfile": "docker/D", "context": ".." } }', ['..', 'docker/D']],
    ['{ "build": { "context": "app", "target": "gpu", "args": { "A": "b" } } }', ['app', 'app/Dockerfile']],
    ['// why\n{ /* a */ "build": { "context": ".", "dockerfile": "D", }, }', ['.', 'D']],
    ['{ "build": { "context": "half", "dockerfile": "written"', ['half', 'written']],
    ['{ "build": { "dockerfile": "D" } }', undefined],
    ['{ "build": { "context": 1 } }', undefined],
    ['{ "build": { "context": ".", "dockerfile": [] } }', undefined],
    ['{ "image": "a", "build": null }', undefined],
    ['[]', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of table)
    it(JSON.stringify(text), () => {
      const build = runFileBuild(text);
      assert.deepEqual(build && [build.context, build.dockerfile], expected);
    });

  it('is looked for in files of these names', () => {
    const names = ['churn.train.json', 'train.json', 'churn.train.jsonc', 'churn.endpoint.json'];
    assert.deepEqual(names.map(isRunFile), [true, false, false, false]);
  });

  it('counts from the run file; of a compose file, the Dockerfile from its context', () => {
    const run = '{ "build": { "context": "..", "dockerfile": "../docker/Dockerfile" } }';
    assert.deepEqual(statedBuilds('/w/runs/a.train.json', run), [
      { context: '/w', dockerfile: '/w/docker/Dockerfile' },
    ]);
    const compose = 'services:\n  a:\n    build: { context: .., dockerfile: docker/Dockerfile }\n';
    assert.deepEqual(statedBuilds('/w/runs/compose.yaml', compose), [
      { context: '/w', dockerfile: '/w/docker/Dockerfile' },
    ]);
  });
});

it('Paths are the same on every system', () => {
  assert.deepEqual(
    [
      joinPath('/a', 'b/../c'),
      joinPath('C:/a', './b'),
      joinPath('/a', '.'),
      joinPath('/', 'a'),
      joinPath('//nas/x', 'y'),
    ],
    ['/a/c', 'C:/a/b', '/a', '/a', '//nas/x/y'],
  );
  assert.deepEqual(['/a/b', '/a', 'C:/a', 'a'].map(folderOf), ['/a', '/', 'C:/', '.']);
  assert.deepEqual(foldersUpTo('/w/a/b', '/w', 9), ['/w/a/b', '/w/a', '/w']);
  assert.deepEqual(foldersUpTo('/w/a/b', '/w', 2), ['/w/a/b', '/w/a']);
  assert.deepEqual(foldersUpTo('/other', '/w', 9), ['/other']);
  assert.deepEqual(foldersUpTo('/a/b', '/', 9), ['/a/b', '/a', '/']);
  assert.deepEqual([isInside('/a/b', '/a'), isInside('/ab', '/a'), isInside('/a', '/')], [true, false, true]);
  assert.deepEqual(
    [relativePath('/a/b', '/a/c/d'), relativePath('/a', '/a'), relativePath('/a/b', '/')],
    ['../c/d', '.', '../..'],
  );
});
