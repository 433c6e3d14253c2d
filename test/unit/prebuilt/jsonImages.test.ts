import assert from 'node:assert/strict';
import { completionsAt } from '../../../src/core/dockerfile/assist/completion';
import { imageFacts } from '../../../src/core/prebuilt/imageFacts';
import { jsonImageCompletions, jsonImageHover } from '../../../src/core/prebuilt/jsonImages';

const registry = '763104351884.dkr.ecr.us-west-2.amazonaws.com';
const torch = `${registry}/pytorch-training:2.8.0-gpu-py312-cu129-ubuntu22.04-sagemaker`;
const beforeTheEnd = Date.parse('2026-01-01');
const afterTheEnd = Date.parse('2027-01-01');

describe('what is known of a prebuilt image', () => {
  it('is its framework, Python, CUDA, how long it is patched, and where it lies', () => {
    assert.deepEqual(imageFacts(torch, beforeTheEnd), [
      '**PyTorch 2.8** · gpu · Python 3.12 · CUDA 12.9',
      'Patched by AWS until 2026-08-06',
      'Account 763104351884 in us-west-2',
    ]);
    assert.equal(imageFacts(torch, afterTheEnd)[1], 'No longer patched by AWS since 2026-08-06');
  });

  it('is known in the public registry too, and of no image of others', () => {
    assert.deepEqual(
      imageFacts('public.ecr.aws/deep-learning-containers/pytorch-training:2.8.0-cpu-py312', beforeTheEnd),
      ['**PyTorch 2.8** · cpu · Python 3.12', 'Patched by AWS until 2026-08-06'],
    );
    assert.deepEqual(imageFacts('python:3.12-slim', beforeTheEnd), []);
    assert.deepEqual(imageFacts('123456789012.dkr.ecr.eu-west-1.amazonaws.com/mine:1', beforeTheEnd), [
      'Account 123456789012 in eu-west-1',
    ]);
  });
});

/** The text, and where `|` stands in it. */
const at = (marked: string): [text: string, offset: number] => [marked.replace('|', ''), marked.indexOf('|')];

describe('images in JSON files', () => {
  const completed = (marked: string): string | undefined => {
    const [text, offset] = at(marked);
    const found = jsonImageCompletions(text, offset, 'us-west-2').find(({ label }) => label === torch);
    if (!found) return undefined;
    const before = text.slice(0, offset - found.replaces);
    return before + found.insert.replace(torch, 'TORCH') + text.slice(offset + (found.replacesAfter ?? 0));
  };

  for (const [given, wanted] of [
    ['{ "image": "|" }', '{ "image": "TORCH" }'],
    ['{ "image": "pyt|" }', '{ "image": "TORCH" }'],
    ['{ "image": "763104|351884.dkr" }', '{ "image": "TORCH" }'],
    ['{ "image": | }', '{ "image": "TORCH" }'],
    [
      '{\n  // of AWS\n  "image": "|",\n  "name": "a" }',
      '{\n  // of AWS\n  "image": "TORCH",\n  "name": "a" }',
    ],
    ['{ "image": "pyt|\n  "name": "a" }', '{ "image": "TORCH\n  "name": "a" }'],
    ['{ "variants": [{ "image": "|" }] }', '{ "variants": [{ "image": "TORCH" }] }'],
  ] as const) {
    it(`are completed in ${given}`, () => assert.equal(completed(given), wanted));
  }

  for (const given of [
    '{ "|": "" }',
    '{ "ima|ge": "" }',
    '{ "image": "a"| }',
    '{ "image": "a", | }',
    '{ "name": "|" }',
    '{ "environment": { "image": "|" } }',
    '{ "hyperparameters": { "image": | } }',
    `${'['.repeat(100_000)}|`,
    '|',
  ]) {
    it(`are not offered in ${given.slice(0, 60)}`, () => assert.equal(completed(given), undefined));
  }

  it('are those of FROM lines, of the same region', () => {
    const inFile = jsonImageCompletions('{ "image": "" }', 12, 'eu-central-1');
    const inFrom = completionsAt('FROM ', 'eu-central-1');
    assert.ok(inFile.length > 100);
    assert.deepEqual(
      inFile.map(({ insert, detail }) => ({ insert, detail })),
      inFrom.map(({ insert, detail }) => ({ insert, detail })),
    );
  });

  it('are explained where their names stand, and only there', () => {
    const hover = (marked: string) => jsonImageHover(...at(marked), beforeTheEnd);
    const text = `{ "image": "${torch}" }`;
    assert.deepEqual(hover(`{ "image": "7631|${torch.slice(4)}" }`), {
      start: text.indexOf(`"${torch}`),
      end: text.indexOf(' }'),
      paragraphs: imageFacts(torch, beforeTheEnd),
    });
    assert.equal(hover(`{ "im|age": "${torch}" }`), undefined);
    assert.equal(hover(`{ "name": "7|${torch.slice(1)}" }`), undefined);
    assert.equal(hover('{ "image": "mi|ne:1" }'), undefined);
  });
});
