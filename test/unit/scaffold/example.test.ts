import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ScaffoldFile } from '../../../src/core/scaffold/scaffoldFiles';
import { scaffolded } from '../../support/scaffold/templates';

const name = 'iris-scikit-learn';
const folder = fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url));
const wanted = scaffolded(
  'own',
  { framework: 'scikit-learn', purpose: 'both', server: 'fastapi', python: '3.12' },
  name,
);

/** Without what runs and their users leave there, which the example's own .gitignore names. */
function filesIn(): readonly ScaffoldFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/(?:__pycache__|ml|sample\/model)\//.test(path.slice(folder.length)))
    .map((path) => ({
      path: path.slice(folder.length + 1),
      text: readFileSync(path, 'utf8'),
      executable: (statSync(path).mode & 0o100) !== 0,
    }));
}

const byPath = (files: readonly ScaffoldFile[]): readonly ScaffoldFile[] =>
  files.toSorted((left, right) => (left.path < right.path ? -1 : 1));

function writeExample(): void {
  rmSync(folder, { recursive: true, force: true });
  for (const { path, text, executable } of wanted) {
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
    if (executable) chmodSync(place, 0o755);
  }
}

describe('The scaffolded example', () => {
  it('is what the template makes today', () => {
    // After a change that is meant: LONGSHORE_GOLDEN=write, and read the difference.
    if (process.env['LONGSHORE_GOLDEN'] === 'write') writeExample();
    assert.deepEqual(byPath(filesIn()), byPath(wanted));
  });
});
