import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { staleFiles } from '../../../src/build/writeManifest';
import type { Command } from '../../../src/manifest/commands/command';
import { commandNames, commands } from '../../../src/manifest/commands';
import { settings } from '../../../src/manifest/settings';
import { views } from '../../../src/manifest/views';
import { walkthrough } from '../../../src/manifest/walkthroughSteps';

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
        .filter(
          (word) =>
            /^[a-z]/.test(word) &&
            !['a', 'an', 'the', 'to', 'of', 'in', 'and', 'as', 'at', 'is', 'on'].includes(word),
        );
      assert.deepEqual(small, [], title);
      assert.doesNotMatch(title, /\.\.\.|\.$/, title);
    }
  });

  it('links only to commands that exist', () => {
    const welcomes = Object.values(views).flatMap(({ welcome }) => welcome.map(({ text }) => text));
    const steps = Object.values(walkthrough.steps).map(({ text }) => text);
    const linked = [...welcomes, ...steps].flatMap((text) =>
      [...text.matchAll(/command:longshore\.([\w.]+)/g)].map(([, name]) => name ?? ''),
    );
    const known = new Set<string>([...commandNames, ...Object.keys(views).map((name) => `${name}.focus`)]);
    assert.ok(linked.length > 0);
    assert.deepEqual(
      linked.filter((name) => !known.has(name)),
      [],
    );
  });

  it('has a small picture for each step of the walkthrough, which follows the theme', () => {
    for (const name of Object.keys(walkthrough.steps)) {
      const picture = readFileSync(`${root}media/walkthrough/${name}.svg`, 'utf8');
      assert.ok(picture.length <= 6 * 1024, name);
      const colors = [...picture.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, color = '']) => color);
      // What VS Code shows it in has no place for style sheets, and none for a colour without a fallback.
      assert.doesNotMatch(picture, /<style|style=/, name);
      assert.deepEqual(
        colors.filter((color) => !/^(none|var\(--vscode-[\w-]+, #[0-9a-f]{6}\))$/.test(color)),
        [],
        name,
      );
    }
  });

  it('does not let an untrusted workspace choose the engine, the account, or what is written where', () => {
    const manifest: { capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } } } =
      JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    const engine = Object.keys(settings).filter((name) =>
      /^(?:docker\.|build\.|aws\.|runs\.folder$|scaffold\.templates$)/.test(name),
    );
    assert.deepEqual(
      restrictedConfigurations,
      engine.map((name) => `longshore.${name}`),
    );
  });
});
