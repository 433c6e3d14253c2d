import type { RunFile } from './file/runFile';
import { asText, mapValues } from '../json';

/** Where a training container has its code, and where the toolkit looks for it. */
export const codeFolder = '/opt/ml/code';

/**
 * What `hyperparameters.json` and a request hold, all as text. Script mode adds what the SDK adds, and as the SDK writes it:
 * JSON, so that the toolkit's decoding gives the plain text again.
 */
export function hyperparameterTexts(
  { hyperparameters, source }: RunFile,
  submitDirectory = codeFolder,
): Readonly<Record<string, string>> {
  const texts = mapValues(hyperparameters, asText);
  if (!source) return texts;
  return {
    ...texts,
    sagemaker_program: JSON.stringify(source.entry),
    sagemaker_submit_directory: JSON.stringify(submitDirectory),
  };
}
