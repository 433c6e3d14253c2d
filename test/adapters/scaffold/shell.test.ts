import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages } from '../../support/apt';
import { everyCase, scaffolded } from '../../support/scaffold/templates';

/** What a person or a machine runs as a shell does: programs, the blocks of a README, the steps of a workflow. */
function scriptsIn(path: string, text: string): readonly string[] {
  if (/^#!\/bin\/(?:ba)?sh/.test(text)) return [text];
  // One after the other, in one terminal.
  if (path.endsWith('.md'))
    return [bash([...text.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block).join(''))];
  if (!path.endsWith('.yml')) return [];
  // GitHub fills in its own braces before a shell sees them.
  const steps = [...text.matchAll(/^( +)(?:- )?run: \|\n((?:\1 +.*\n|\n)+)/gm)].map(([, , block = '']) =>
    withoutIndent(block),
  );
  const lines = [...text.matchAll(/^ +(?:- )?run: (?!\|)(.*)$/gm)].map(([, line = '']) => line);
  return [...steps, ...lines].map((each) => bash(each.replaceAll(/\$\{\{.*?\}\}/g, 'filled-in')));
}

/** As YAML takes it away. */
function withoutIndent(block: string): string {
  const width = /^ */.exec(block)?.[0].length ?? 0;
  return block.replaceAll(new RegExp(`^ {${width}}`, 'gm'), '');
}

const bash = (text: string): string => `#!/bin/bash\n${text}`;

describe('Shell scripts of scaffolded containers', function () {
  this.timeout(120_000);

  it('have nothing that shellcheck could say something about', async () => {
    await installPackages('ShellCheck', ['shellcheck'], ['shellcheck']);
    const scripts = new Set(
      everyCase.flatMap(({ template, answers }) =>
        scaffolded(template, answers).flatMap(({ path, text }) => scriptsIn(path, text)),
      ),
    );
    assert.ok(scripts.size > 50, String(scripts.size));
    const folder = mkdtempSync(join(tmpdir(), 'longshore-shell-'));
    try {
      const files = [...scripts].map((text, index) => {
        writeFileSync(join(folder, `${index}.sh`), text);
        return `${index}.sh`;
      });
      const { stdout } = spawnSync('shellcheck', ['--format', 'gcc', ...files], {
        cwd: folder,
        encoding: 'utf8',
      });
      const said = stdout.split('\n').filter(Boolean);
      const shown = said.map((line) => {
        const [file = '', at = ''] = line.split(':');
        return `${line}\n  ${readFileSync(join(folder, file), 'utf8').split('\n')[Number(at) - 1] ?? ''}`;
      });
      assert.deepEqual(shown, []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
