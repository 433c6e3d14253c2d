import assert from 'node:assert/strict';
import type { World } from '../../../src/core/ports';
import { Problem } from '../../../src/core/problem';
import { runCommandLine } from '../../../src/terminal/commandLine';
import { table } from '../../../src/terminal/table';

const run = async (words: readonly string[], world: () => Promise<World>) => {
  const lines: string[] = [];
  const signal = new AbortController().signal;
  const terminal = {
    out: (line: string) => void lines.push(line),
    error: (line: string) => void lines.push(`! ${line}`),
    input: async () => '',
    screen: undefined,
    write: () => undefined,
    signal,
    kill: signal,
  };
  const code = await runCommandLine(
    { version: '1.2.3', world, localWorld: world, media: '/media' },
    words,
    terminal,
  );
  return { code, lines };
};
const noWorld = async (): Promise<World> => {
  throw new Error('The world was loaded.');
};

describe('The command line', () => {
  it('loads nothing to explain itself or to refuse', async () => {
    assert.deepEqual(await run(['--version'], noWorld), { code: 0, lines: ['1.2.3'] });
    assert.equal((await run([], noWorld)).code, 0);
    assert.equal((await run(['images', '--help'], noWorld)).code, 0);
    for (const words of [
      ['images', '--colour'],
      ['images', 'x'],
      ['lint', '--format', 'xml'],
      ['lint', '--severity', 'grave'],
      ['lint', '--role', 'cook'],
      ['lint', '--rule', 'SM101'],
      ['lint', '--rule', 'hurry=off'],
      ['lint', '-', 'Dockerfile'],
      ['test'],
      ['test', 'a', 'b'],
      ['test', 'a', '--format', 'xml'],
      ['test', 'a', '--fail-on', 'info'],
      ['test', 'a', '--content-type', 'text/csv'],
      ['test', 'a', '--startup-timeout', 'soon'],
      ['serve'],
      ['serve', 'a', '--port', '0'],
      ['serve', 'a', '--serverless-idle', 'soon'],
      ['serve', 'a', '--serverless-idle', '500ms'],
      ['serve', 'a', '--serverless-idle', '1500m'],
      ['scaffold'],
      ['scaffold', 'Iris'],
      ['scaffold', 'iris', 'more'],
      ['scaffold', 'iris', '--existing', 'burn'],
    ])
      assert.equal((await run(words, noWorld)).code, 2, words.join(' '));
    assert.deepEqual(await run(['toString'], noWorld), {
      code: 2,
      lines: ['! There is no command toString.', '! See longshore --help.'],
    });
  });

  it('says which option there is not, and which was meant', async () => {
    assert.deepEqual(await run(['load', 'a', '--duraton', '5s'], noWorld), {
      code: 2,
      lines: ['! There is no option --duraton. Did you mean --duration?', '! See longshore load --help.'],
    });
    assert.deepEqual(
      (await run(['load', 'a', '--colour'], noWorld)).lines[0],
      '! There is no option --colour.',
    );
  });

  it('tells a problem with its remedies, and ends with 1', async () => {
    const { code, lines } = await run(['images'], async () => {
      throw new Problem('docker-denied', 'Not yours.');
    });
    assert.equal(code, 1);
    assert.equal(lines[0], '! Not yours.');
    assert.equal(lines.length, 3);
  });

  it('says nothing when it was stopped', async () => {
    const stopped = async () => {
      throw Object.assign(new Error('stopped'), { name: 'AbortError' });
    };
    assert.deepEqual(await run(['images'], stopped), { code: 130, lines: [] });
  });

  it('lets a bug be a bug', async () => {
    await assert.rejects(run(['images'], noWorld), /The world was loaded/);
  });
});

it('A table has columns as wide as they must be', () => {
  assert.equal(
    table(
      ['A', 'B'],
      [
        ['long', 'x'],
        ['s', ''],
      ],
    ),
    'A     B\nlong  x\ns',
  );
});
