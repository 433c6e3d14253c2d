import { isList, isObject, numberAt, objectAt, textAt, type JsonValue } from '../../json';
import type { LoadReport } from './loadReport';

/** Nothing when a text is no report of ours, or lacks what is compared. */
export function readLoadReport(text: string): LoadReport | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    const report: LoadReport = JSON.parse(text);
    return isReport(value) ? report : undefined;
  } catch {
    return undefined;
  }
}

function isReport(value: JsonValue): boolean {
  if (!isObject(value) || textAt(value, 'format') !== 'longshore-load-1') return false;
  const { steps, notes } = value;
  const found = objectAt(value, 'found');
  return (
    isList(steps) &&
    steps.every(isStep) &&
    isList(notes) &&
    textAt(value, 'name') !== undefined &&
    numberAt(value, 'at') !== undefined &&
    (found === undefined || (numberAt(found, 'rate') !== undefined && objectAt(found, 'limit') !== undefined))
  );
}

function isStep(value: JsonValue): boolean {
  const pace = objectAt(value, 'pace');
  const kind = textAt(pace, 'kind');
  const level = kind === 'open' ? numberAt(pace, 'rate') : numberAt(pace, 'concurrency');
  const slices = isObject(value) ? value['slices'] : undefined;
  return (
    level !== undefined &&
    isList(slices) &&
    slices.every((slice) => isList(slice) && slice.every((each) => typeof each === 'number')) &&
    numberAt(objectAt(value, 'latency'), 'p99') !== undefined &&
    numberAt(objectAt(value, 'rate'), 'achieved') !== undefined &&
    objectAt(value, 'errors') !== undefined
  );
}
