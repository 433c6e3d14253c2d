import type { Arguments, Pair, ParseIssue } from '../syntax';
import { tokenOf, type Token } from '../text/joined';
import { isBlank } from '../text/space';
import { readPair } from './pair';
import { splitQuoted, type QuotedSpan } from './words';

interface PairsRead {
  readonly pairs: readonly Pair[];
  readonly legacy: boolean;
  readonly issues: readonly ParseIssue[];
}

/** `key=value …` of ENV and LABEL, or the old `key value`: the first word decides. */
export function readPairs(source: QuotedSpan): PairsRead {
  const pairs = splitPairs(source);
  if (pairs[0] !== undefined && pairs[0].equals === undefined) return readLegacy(source);
  return { pairs, legacy: false, issues: pairIssues(pairs, true) };
}

/** `key` or `key=value …` of ARG. */
export function readNames(source: QuotedSpan): PairsRead {
  const pairs = splitPairs(source);
  return { pairs, legacy: false, issues: pairIssues(pairs, false) };
}

export const pairArguments = ({ pairs, legacy }: PairsRead): Arguments =>
  pairs.length === 0 ? { kind: 'none' } : { kind: 'pairs', pairs, legacy };

const splitPairs = (source: QuotedSpan): readonly Pair[] => splitQuoted(source, readPair);

const noIssues: readonly ParseIssue[] = [];

function pairIssues(pairs: readonly Pair[], needsValue: boolean): readonly ParseIssue[] {
  let issues: ParseIssue[] | undefined;
  for (const pair of pairs) {
    const isNameless = pair.equals === pair.at;
    if (!isNameless && (!needsValue || pair.equals !== undefined)) continue;
    const { start, end, raw } = pair;
    issues ??= [];
    issues.push({ start, end, code: isNameless ? 'blank-name' : 'missing-equals', detail: raw });
  }
  return issues ?? noIssues;
}

function readLegacy({ line, from, to }: QuotedSpan): PairsRead {
  let keyEnd = from;
  while (keyEnd < to && !isBlank(line.text.charCodeAt(keyEnd))) keyEnd++;
  let start = keyEnd;
  while (start < to && isBlank(line.text.charCodeAt(start))) start++;
  const key = tokenOf(line, from, keyEnd);
  const whole = tokenOf(line, from, to);
  if (start < to)
    return { pairs: [legacyPair(whole, key, tokenOf(line, start, to))], legacy: true, issues: [] };
  const issue: ParseIssue = { start: key.start, end: key.end, code: 'missing-value', detail: key.raw };
  return { pairs: [legacyPair(whole, key, undefined)], legacy: true, issues: [issue] };
}

const legacyPair = ({ raw, at, start, end }: Token, key: Token, value: Token | undefined): Pair => ({
  raw,
  at,
  start,
  end,
  name: key.raw,
  given: value?.raw,
  equals: undefined,
  key,
  value,
});
