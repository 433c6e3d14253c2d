import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A rule of the house, and code that breaks it. The compiler or the linter must say so in these words. */
interface Violation {
  readonly rule: string;
  readonly file: string;
  readonly code: string;
  readonly says: RegExp;
  readonly caughtBy: 'types' | 'lint';
}

const compiler = (file: string, rule: string, code: string, says: RegExp): Violation => ({
  rule,
  file,
  code,
  says,
  caughtBy: 'types',
});
const linter = (file: string, rule: string, code: string, says: RegExp): Violation => ({
  rule,
  file,
  code,
  says,
  caughtBy: 'lint',
});
const outside = /TS6307|TS2307/;

const violations: readonly Violation[] = [
  compiler(
    'src/core/planted.ts',
    'core knows no Node',
    "import 'node:fs';\nimport * as fs from 'node:fs';\nexport const planted = fs;\n",
    /TS2307|TS2882/,
  ),
  compiler(
    'src/core/planted.ts',
    'core knows no process',
    'export const planted = process.env;\n',
    /TS2591|TS2580|TS2304/,
  ),
  compiler(
    'src/core/planted.ts',
    'core knows no document',
    'export const planted = document.title;\n',
    /TS2584|TS2304/,
  ),
  compiler(
    'src/core/planted.ts',
    'core knows no timers',
    'export const planted = setTimeout;\n',
    /TS2304|TS2591/,
  ),
  compiler(
    'src/core/planted.ts',
    'core does not import app',
    "export * from '../app/images/tagImage';\n",
    outside,
  ),
  compiler(
    'src/app/planted.ts',
    'app does not import adapters',
    "export * from '../adapters/world';\n",
    outside,
  ),
  compiler(
    'src/app/planted.ts',
    'app knows no Node',
    'export const planted = process.env;\n',
    /TS2591|TS2580|TS2304/,
  ),
  compiler(
    'src/adapters/planted.ts',
    'adapters do not import app',
    "export * from '../app/images/tagImage';\n",
    outside,
  ),
  compiler(
    'src/adapters/planted.ts',
    'adapters do not import the editor',
    "export * from '../editor/activity';\n",
    outside,
  ),
  compiler(
    'src/manifest/planted.ts',
    'the manifest does not import the editor',
    "export * from '../editor/activity';\n",
    outside,
  ),
  compiler(
    'src/editor/planted.ts',
    'the editor does not import adapters',
    "export * from '../adapters/world';\n",
    outside,
  ),
  compiler(
    'src/terminal/planted.ts',
    'the terminal does not import the editor',
    "export * from '../editor/activity';\n",
    outside,
  ),
  compiler(
    'webview/planted.ts',
    'pages know no Node',
    'export const planted = process.env;\n',
    /TS2591|TS2580|TS2304/,
  ),
  compiler(
    'webview/planted.ts',
    'pages do not import the editor',
    "export * from '../src/editor/activity';\n",
    outside,
  ),
  linter(
    'src/core/planted.ts',
    'only the editor knows VS Code',
    "import type { Uri } from 'vscode';\nexport type Planted = Uri;\n",
    /Only src\/editor/,
  ),
  linter(
    'src/adapters/planted.ts',
    'adapters do not know VS Code',
    "import type { Uri } from 'vscode';\nexport type Planted = Uri;\n",
    /restricted/,
  ),
  linter(
    'src/app/planted.ts',
    'only adapters know Docker’s client',
    "import type Docker from 'dockerode';\nexport type Planted = Docker;\n",
    /Only src\/adapters/,
  ),
  linter(
    'src/editor/planted.ts',
    'only adapters know AWS’s clients',
    "export type { ECRClient } from '@aws-sdk/client-ecr';\n",
    /restricted/,
  ),
  linter(
    'webview/planted.ts',
    'only one file knows the toolkit',
    "export { vsCodeButton } from '@vscode/webview-ui-toolkit';\n",
    /toolkit/,
  ),
  linter(
    'src/core/planted.ts',
    'nothing imports in circles',
    "import { other } from './planted2';\nexport const planted = (): number => other();\n",
    /no-cycle/,
  ),
  linter(
    'src/core/planted.ts',
    'nothing is any',
    'export const planted = (value: any): void => void value;\n',
    /no-explicit-any/,
  ),
  linter(
    'src/core/planted.ts',
    'no promise is dropped',
    'export const planted = (work: () => Promise<void>): void => {\n  work();\n};\n',
    /no-floating-promises/,
  ),
  linter('src/core/planted.ts', 'no default exports', 'export default 1;\n', /no-default-export/),
];

describe('The house', function () {
  this.timeout(60_000);
  let copy: string;

  before(() => {
    copy = mkdtempSync(join(tmpdir(), 'longshore-house-'));
    const parts = ['src', 'webview', 'tsconfig.base.json', '.oxlintrc.json', 'package.json'];
    for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
  });
  after(() => rmSync(copy, { recursive: true, force: true }));

  const run = async (tool: string, words: readonly string[]): Promise<string> =>
    new Promise((resolve) => {
      const path = join(root, 'node_modules', '.bin', tool);
      execFile(path, words, { cwd: copy, shell: process.platform === 'win32' }, (_error, output, errors) =>
        resolve(output + errors),
      );
    });

  for (const { rule, file, code, says, caughtBy } of violations) {
    it(`${rule} (${caughtBy})`, async () => {
      const planted = join(copy, file);
      const other = join(dirname(planted), 'planted2.ts');
      mkdirSync(dirname(planted), { recursive: true });
      writeFileSync(planted, code);
      writeFileSync(
        other,
        "import { planted } from './planted';\nexport const other = (): number => Number(planted);\n",
      );
      try {
        const folder = file.startsWith('webview') ? 'webview' : file.split('/').slice(0, 2).join('/');
        const output = caughtBy === 'types' ? await run('tsc', ['-b', folder]) : await run('oxlint', [file]);
        const about = output.split('\n').filter((line) => line.includes('planted.ts'));
        assert.ok(about.length > 0, `Nobody complained about ${file}:\n${output}`);
        assert.match(output, says);
      } finally {
        rmSync(planted);
        rmSync(other);
      }
    });
  }

  it('is clean without them', async () => {
    assert.equal((await run('tsc', ['-b', 'src/editor', 'webview', 'src/adapters'])).trim(), '');
  });
});
