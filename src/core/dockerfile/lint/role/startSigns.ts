import { commandAt, entrypointAt } from '../../build/build';
import { wordsOf, type Instruction } from '../../syntax';
import type { Range } from '../../text/range';
import { fileName, nameSign, type RoleView, type Sign } from './sign';

const servers: ReadonlySet<string> = new Set(
  'gunicorn uvicorn nginx torchserve multi-model-server mxnet-model-server tritonserver tensorflow_model_server text-generation-launcher text-embeddings-router vllm sglang djl-serving hypercorn waitress-serve'.split(
    ' ',
  ),
);

interface StartWord extends Range {
  readonly text: string;
}

/** What ENTRYPOINT and CMD start. */
export function* startSigns(view: RoleView): Generator<Sign> {
  const entrypoint = entrypointAt(view.end);
  const command = commandAt(view.end);
  for (const instruction of [entrypoint, command]) {
    if (!instruction) continue;
    for (const { text, start, end } of wordsOfStart(view, instruction)) {
      const sign = servers.has(fileName(text))
        ? { role: 'serve' as const, weight: 3 as const, isSageMaker: false }
        : nameSign(isModule(text) ? `${text.slice(text.lastIndexOf('.') + 1)}.py` : text);
      if (!sign) continue;
      const weight = sign.weight === 2 ? 3 : 4;
      yield { ...sign, weight, source: 'start', subject: text, place: { start, end } };
    }
  }
  if (entrypoint && !command && isPythonOnly(entrypoint)) {
    const { start, end } = entrypoint;
    yield {
      role: 'processing',
      weight: 1,
      source: 'start',
      isSageMaker: false,
      subject: 'ENTRYPOINT',
      place: { start, end },
    };
  }
}

/** `package.training`, behind `-m`; not the name of a file. */
const isModule = (text: string): boolean =>
  /^[a-z_]\w*(?:\.[a-z_]\w*)+$/i.test(text) &&
  !/\.(?:py|sh|r|jar|conf|json|txt|ya?ml|properties)$/i.test(text);

function wordsOfStart(view: RoleView, instruction: Instruction): readonly StartWord[] {
  const json = wordsOf(instruction).map(({ value, start, end }) => ({ text: value, start, end }));
  const shell = view.commands(instruction).flatMap(({ name, words }) => (name ? [name, ...words] : words));
  return [...json, ...shell];
}

function isPythonOnly(instruction: Instruction): boolean {
  const words = wordsOf(instruction);
  return words.length === 1 && /^python[\d.]*$/.test(fileName(words[0]?.value ?? ''));
}
