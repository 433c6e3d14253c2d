import type { JsonValue, RunFile } from './file/runFile';

/** SageMaker hands every hyperparameter to the container as a string: strings as they are, everything else as JSON. */
export function hyperparameterTexts(run: RunFile): Readonly<Record<string, string>> {
  const texts = Object.entries(run.hyperparameters).map(([name, value]) => [name, textOf(value)] as const);
  return Object.fromEntries(texts);
}

const textOf = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value));
