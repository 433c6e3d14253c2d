import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Fields, Shape } from '../../../src/core/userFile/shape/shape';
import { readTemplate, templateName } from '../../../src/core/scaffold/readTemplate';
import type { ScaffoldFile } from '../../../src/core/scaffold/scaffoldFiles';
import { scaffoldFiles } from '../../../src/core/scaffold/scaffoldFiles';
import type { Answers } from '../../../src/core/scaffold/template';
import { templateFields } from '../../../src/core/scaffold/templateFields';

const page = readFileSync(new URL('../../../media/scaffold/README.md', import.meta.url), 'utf8');

/** The blocks with a file's name before them. */
const blocks = new Map(
  [...page.matchAll(/^`(\S+)`:\n\n```\w+\n([^]*?)^```$/gm)].map(([, name = '', text = '']) => [name, text]),
);

describe('The page about templates', () => {
  const template = readTemplate(blocks.get(templateName) ?? '', templateName, 'eu-central-1');
  const make = (answers: Answers): readonly ScaffoldFile[] =>
    scaffoldFiles(template, { name: 'iris', answers }, (from) => blocks.get(from) ?? `${from}\n`);

  it('has an example that is a template, and that makes what the page says', () => {
    const named = (answers: Answers): readonly string[] => make(answers).map(({ path }) => path);
    assert.deepEqual(named({}), ['Dockerfile', 'src/train', 'iris.train.json']);
    assert.deepEqual(named({ purpose: 'both' }), ['Dockerfile', 'src/train', 'src/serve', 'iris.train.json']);
    assert.match(page, /writes `Dockerfile`, `src\/train` and `iris\.train\.json`;.* also `src\/serve`/);
    const [, first = ''] = /are then:\n\n```dockerfile\n([^]*?)^```$/m.exec(page) ?? [];
    const [dockerfile] = make({ purpose: 'both' });
    assert.match(first, /^# Ask .*\nFROM .*\n$/);
    assert.ok(dockerfile?.text.startsWith(first) && dockerfile.text.endsWith('\nDockerfile-serve\n'));
  });

  it('names every key, and has room for one page', () => {
    for (const name of keysOf(templateFields))
      assert.ok(page.includes(`\`${name}\``) || page.includes(`\`"${name}":`), name);
    assert.ok(page.split('\n').length < 130);
  });
});

function keysOf(fields: Fields): readonly string[] {
  return Object.entries(fields).flatMap(([name, { shape }]) => [name, ...keysIn(shape)]);
}

function keysIn(shape: Shape): readonly string[] {
  if (shape.kind === 'record') return keysOf(shape.fields);
  if (shape.kind === 'either') return shape.of.flatMap(keysIn);
  return shape.kind === 'list' ? keysIn(shape.of) : [];
}
