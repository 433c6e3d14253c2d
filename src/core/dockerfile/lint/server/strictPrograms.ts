import { baseName, programOf } from '../start/program';

/**
 * How a program takes one word too many. `certain`: tried, or documented in an issue; `likely`: by its source.
 * gunicorn is not here: behind the application it ignores words.
 */
export type Strictness = 'certain' | 'likely';

const programs: ReadonlyMap<string, Strictness> = new Map([
  ['hypercorn', 'certain'],
  ['jupyter', 'likely'],
  ['jupyter-lab', 'likely'],
  ['jupyter-notebook', 'likely'],
  ['nginx', 'likely'],
  ['supervisord', 'certain'],
  ['tensorflow_model_server', 'likely'],
  ['text-embeddings-router', 'certain'],
  ['text-generation-launcher', 'certain'],
  ['torchserve', 'likely'],
  ['tritonserver', 'likely'],
  ['uvicorn', 'certain'],
  ['waitress-serve', 'likely'],
]);

const modules: ReadonlyMap<string, Strictness> = new Map([
  ['hypercorn', 'certain'],
  ['sglang.launch_server', 'likely'],
  ['uvicorn', 'certain'],
  ['vllm.entrypoints.api_server', 'certain'],
  ['vllm.entrypoints.openai.api_server', 'certain'],
  ['waitress', 'likely'],
]);

export interface StrictProgram {
  readonly name: string;
  readonly strictness: Strictness;
}

/** The program of these words, if it ends with an error when `train` or `serve` stands behind them. */
export function strictProgram(given: readonly string[]): StrictProgram | undefined {
  const isRunner = /^(?:poetry|pipenv|pdm|uv)$/.test(given[0] ?? '') && given[1] === 'run';
  const words = isRunner ? given.slice(2) : given;
  const program = programOf(words);
  if (program === undefined) return undefined;
  const rest = words.slice(program.at + 1);
  const option = /^python[\d.]*$/.test(program.name) ? rest.indexOf('-m') : -1;
  // Whatever stands before `-m` must be an option: else it belongs to a script.
  if (option >= 0 && rest.slice(0, option).every((word) => word.startsWith('-')))
    return named(modules, rest[option + 1] ?? '', rest.slice(option + 2));
  return named(programs, baseName(program.name), rest);
}

function named(
  table: ReadonlyMap<string, Strictness>,
  name: string,
  rest: readonly string[],
): StrictProgram | undefined {
  const strictness = table.get(name);
  if (strictness) return { name, strictness };
  const verb = rest.find(
    (word, at) => !word.startsWith('-') && !/^(?:-A|--app|-e|--env-file)$/.test(rest[at - 1] ?? ''),
  );
  const runsServer =
    (name === 'flask' && verb === 'run') || (name === 'fastapi' && /^(?:run|dev)$/.test(verb ?? ''));
  return runsServer ? { name: `${name} run`, strictness: 'certain' } : undefined;
}
