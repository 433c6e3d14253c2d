import * as l10n from '@vscode/l10n';
import { Problem } from '../problem';
import { dataFormat } from './processing/dataFormat';
import { parseJsonPath } from './processing/jsonPath';
import { isProcessed, usualOptions, type TransformOptions } from './transformOptions';

/** Options as somebody types or chooses them, by the names of the command line. */
export type TransformWords = Readonly<Record<string, string | undefined>>;

/** A Problem where SageMaker would refuse the job. */
export function readTransformOptions(
  words: TransformWords,
  environment: Readonly<Record<string, string>> = {},
): TransformOptions {
  const options: TransformOptions = {
    contentType: words['content-type'],
    accept: words['accept'],
    split: oneOf(words, 'split', ['None', 'Line', 'RecordIO', 'TFRecord']) ?? 'None',
    assemble: oneOf(words, 'assemble', ['None', 'Line']) ?? 'None',
    compression: oneOf(words, 'compression', ['None', 'Gzip']) ?? 'None',
    strategy: oneOf(words, 'strategy', ['MultiRecord', 'SingleRecord']),
    maxPayload: wholeBetween(words, 'max-payload', 0, 100),
    maxConcurrent: wholeBetween(words, 'max-concurrent', 0, 10_000),
    processing: {
      inputFilter: filterOf(words, 'input-filter'),
      outputFilter: filterOf(words, 'output-filter'),
      join: oneOf(words, 'join', ['None', 'Input']) ?? 'None',
    },
    environment,
    timeout: wholeBetween(words, 'timeout', 1, 3600) ?? usualOptions.timeout,
    retries: wholeBetween(words, 'retries', 0, 3) ?? usualOptions.retries,
  };
  refuseTogether(options);
  return options;
}

function oneOf<T extends string>(
  words: TransformWords,
  name: string,
  values: readonly [T, ...T[]],
): T | undefined {
  const word = words[name];
  if (word === undefined) return undefined;
  const found = values.find((value) => value.toLowerCase() === word.toLowerCase());
  if (found === undefined) throw wrong(l10n.t('--{0} is one of {1}.', name, values.join(', ')));
  return found;
}

function wholeBetween(words: TransformWords, name: string, least: number, most: number): number | undefined {
  const word = words[name];
  if (word === undefined) return undefined;
  const value = Number(word);
  if (word.trim() === '' || !Number.isInteger(value) || value < least || value > most)
    throw wrong(l10n.t('--{0} is a whole number from {1} to {2}.', name, least, most));
  return value;
}

/** SageMaker takes 63 characters. */
function filterOf(words: TransformWords, name: string): string | undefined {
  const word = words[name];
  if (word === undefined) return undefined;
  if (word.length > 63) throw wrong(l10n.t('--{0} has 63 characters at most.', name));
  if (!parseJsonPath(word))
    throw wrong(
      l10n.t(
        "--{0}: SageMaker does not read {1}. It knows $, .name, *, ['a','b'], [0,-1] and [1:5].",
        name,
        word,
      ),
    );
  return word;
}

/** What is right alone, and not beside the others. */
function refuseTogether(options: TransformOptions): void {
  const { processing, split, strategy, maxPayload, maxConcurrent, environment, contentType } = options;
  if (strategy === 'SingleRecord' && split === 'None')
    throw wrong(l10n.t('A strategy needs records: add --split Line, RecordIO or TFRecord.'));
  if (maxPayload !== undefined && maxConcurrent !== undefined && maxPayload * maxConcurrent > 100)
    throw wrong(l10n.t('--max-payload times --max-concurrent must not be more than 100 MB.'));
  if (Object.keys(environment).length > 16)
    throw wrong(l10n.t('A transform job takes 16 environment variables at most.'));
  if (!isProcessed(processing)) return;
  if (dataFormat(contentType) === undefined)
    throw wrong(
      l10n.t('Filters and --join need --content-type text/csv, application/json or application/jsonlines.'),
    );
  if (split === 'RecordIO' || split === 'TFRecord')
    throw wrong(l10n.t('Filters and --join do not work with --split {0}: they read CSV and JSON.', split));
}

const wrong = (message: string): Problem => new Problem('bad-usage', message);
