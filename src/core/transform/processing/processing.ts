import * as l10n from '@vscode/l10n';
import type { JsonValue } from '../../json';
import { isList, isObject } from '../../json';
import type { DataRecord } from '../records/splitter';
import { broken } from '../records/tooLarge';
import type { TransformOptions } from '../transformOptions';
import { isProcessed } from '../transformOptions';
import { dataFormat, type DataFormat } from './dataFormat';
import { follow, parseJsonPath, type JsonPath } from './jsonPath';
import { bytesOf, rowText, textOf, valuesIn } from './rows';

/** What is done with records before they are sent, and with the answers. */
export interface Processing {
  filter(record: Uint8Array): Uint8Array;
  /** The answer to a mini-batch, joined and filtered. */
  finish(answer: Uint8Array, records: readonly DataRecord[]): Uint8Array;
  /** It has to see all of a record before that is sent. */
  readonly reads: boolean;
}

/** Fails, as a Problem, where SageMaker would fail the file. */
export function makeProcessing(options: TransformOptions): Processing {
  const { inputFilter, outputFilter, join } = options.processing;
  const format = dataFormat(options.contentType);
  if (!isProcessed(options.processing) || !format)
    return { filter: (record) => record, finish: (answer) => answer, reads: false };
  const before = pathOf(inputFilter);
  const after = pathOf(outputFilter);
  const joins = join === 'Input';
  return {
    reads: true,
    filter: (record) => (before ? filtered(record, format, before) : record),
    finish: (answer, records) => {
      if (!joins && !after) return answer;
      const answers = valuesIn(textOf(answer), format);
      const rows = joins ? joined(inputsOf(records, format), answers, format) : answers;
      const end = answer.at(-1) === 10 ? '\n' : '';
      return bytesOf(rows.map((row) => rowText(picked(row, after), format)).join('\n') + end);
    },
  };
}

const pathOf = (filter: string | undefined): JsonPath | undefined =>
  filter === undefined || filter === '$' ? undefined : parseJsonPath(filter);

function filtered(record: Uint8Array, format: DataFormat, path: JsonPath): Uint8Array {
  const text = textOf(record);
  const end = /\r?\n$/.exec(text)?.[0] ?? '';
  const rows = valuesIn(text, format).map((value) => rowText(picked(value, path), format));
  return bytesOf(rows.join(end === '' ? '\n' : end) + end);
}

const inputsOf = (records: readonly DataRecord[], format: DataFormat): readonly JsonValue[] =>
  records.flatMap(({ content }) => valuesIn(textOf(content), format));

function joined(
  inputs: readonly JsonValue[],
  answers: readonly JsonValue[],
  format: DataFormat,
): readonly JsonValue[] {
  if (inputs.length !== answers.length)
    throw broken(
      l10n.t(
        'The answer cannot be joined: {0} records were sent and {1} came back.',
        inputs.length,
        answers.length,
      ),
    );
  return inputs.map((input, index) => joinOne(input, answers[index] ?? null, format));
}

function joinOne(input: JsonValue, answer: JsonValue, format: DataFormat): JsonValue {
  if (format === 'csv') return [...(isList(input) ? input : []), ...(isList(answer) ? answer : [])];
  return isObject(input)
    ? { ...input, SageMakerOutput: answer }
    : { SageMakerInput: input, SageMakerOutput: answer };
}

function picked(value: JsonValue, path: JsonPath | undefined): JsonValue {
  if (!path) return value;
  const found = follow(value, path);
  if (found === undefined)
    throw broken(l10n.t('The filter finds nothing in: {0}', JSON.stringify(value).slice(0, 200)));
  return found;
}
