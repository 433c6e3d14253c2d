import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { staleFiles } from '../../../src/build/writeManifest';
import type { Command } from '../../../src/manifest/commands';
import { commandNames, commands } from '../../../src/manifest/commands';
import { settings } from '../../../src/manifest/settings';
import { views } from '../../../src/manifest/views';

const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('The manifest', () => {
  it('is what the tables say', async () => {
    assert.deepEqual(await staleFiles(root), []);
  });

  it('offers every command in the palette, so that none hides in a menu', () => {
    const hidden = Object.entries<Command>(commands).filter(([, { palette }]) => palette === 'false');
    assert.deepEqual(hidden, []);
  });

  it('names commands in title case, with three dots where they ask', () => {
    for (const { title } of Object.values<Command>(commands)) {
      const small = title
        .split(' ')
        .filter((word) => /^[a-z]/.test(word) && !['to', 'of', 'in', 'and', 'as', 'at', 'is'].includes(word));
      assert.deepEqual(small, [], title);
      assert.doesNotMatch(title, /\.\.\.|\.$/, title);
    }
  });

  it('links only to commands that exist', () => {
    const texts = Object.values(views).flatMap(({ welcome }) => welcome.map(({ text }) => text));
    const linked = texts.flatMap((text) =>
      [...text.matchAll(/command:longshore\.(\w+)/g)].map(([, name]) => name ?? ''),
    );
    assert.ok(linked.length > 0);
    assert.deepEqual(
      linked.filter((name) => !commandNames.some((each) => each === name)),
      [],
    );
  });

  it('does not let an untrusted workspace choose the engine, where runs are written, or templates', () => {
    const manifest: { capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } } } =
      JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    const places = Object.keys(settings).filter(
      (name) => name.startsWith('docker.') || name === 'runs.folder' || name === 'scaffold.templates',
    );
    assert.deepEqual(
      restrictedConfigurations,
      places.map((name) => `longshore.${name}`),
    );
  });
});
