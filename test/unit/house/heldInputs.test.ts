// A page takes the focus back when its button was pressed, and a quick input without `ignoreFocusOut` is gone at once.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const editor = fileURLToPath(new URL('../../../src/editor/', import.meta.url));

/** Where the buttons of our pages lead: Invoke and Load Test, Compare, Apply and Update. */
const reached = [
  'invoke',
  'load',
  'hosting/endpointEditor.ts',
  'hosting/rollout/askChanges.ts',
  'hosting/rollout/askDeployment.ts',
  'hosting/rollout/review.ts',
  'ecr/pickRemote.ts',
];

const files = reached.flatMap((path) =>
  path.endsWith('.ts') ? [path] : readdirSync(join(editor, path)).map((name) => `${path}/${name}`),
);

/** The words of each call, up to the parenthesis that ends it. */
function callsIn(text: string): readonly string[] {
  return [...text.matchAll(/show(?:QuickPick|InputBox)(?:<\w+>)?\(/g)].map(({ index }) => {
    let depth = 0;
    for (let at = text.indexOf('(', index); at < text.length; at += 1) {
      if (text[at] === '(') depth += 1;
      if (text[at] === ')' && (depth -= 1) === 0) return text.slice(index, at + 1);
    }
    return text.slice(index);
  });
}

/** In the call, or in the options that it is given by name. */
function holds(call: string, text: string): boolean {
  if (call.includes('ignoreFocusOut: true')) return true;
  const named = /\boptions\b/.test(call) && [...text.matchAll(/const options = \{[^}]*\}/g)];
  return named !== false && named.length > 0 && named.every(([found]) => found.includes('ignoreFocusOut'));
}

describe('A quick input that the button of a page can open holds when it loses the focus', () => {
  let asked = 0;
  for (const file of files) {
    const text = readFileSync(join(editor, file), 'utf8');
    for (const call of callsIn(text)) {
      asked += 1;
      it(`${file}: ${call.slice(0, 60).replaceAll(/\s+/g, ' ')}`, () => assert.ok(holds(call, text), call));
    }
  }
  it('and they are found at all', () => assert.ok(asked > 20, `${asked} calls`));
});
