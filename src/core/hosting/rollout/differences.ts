import * as l10n from '@vscode/l10n';
import type { JsonObject, JsonValue } from '../../json';
import { isObject } from '../../json';

/** What AWS keeps as text that may be nobody's business. */
const silent = /^Environment$/;

/** Where two requests differ, each place in a line: `Container1.Image a → b`. */
export function differences(before: JsonObject, after: JsonObject): readonly string[] {
  return [...between(before, after, [])];
}

function* between(before: JsonObject, after: JsonObject, path: readonly string[]): Iterable<string> {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[key], after[key]];
    const place = [...path, key];
    if (isObject(was) && isObject(is)) yield* between(was, is, place);
    else if (JSON.stringify(was) !== JSON.stringify(is))
      yield path.some((each) => silent.test(each))
        ? l10n.t('{0} changes', place.join('.'))
        : l10n.t('{0} {1} → {2}', place.join('.'), inWords(was), inWords(is));
  }
}

const inWords = (value: JsonValue | undefined): string => {
  if (value === undefined) return l10n.t('none');
  return typeof value === 'string' ? value : JSON.stringify(value);
};
