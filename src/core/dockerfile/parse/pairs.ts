import type { Arguments, Pair, ParseIssue } from '../syntax';
import { tokenOf, type Joined } from '../text/joined';
import { isBlank } from '../text/space';
import { splitQuoted, type QuotedSpan } from './words';

interface PairsRead {
  readonly pairs: readonly Pair[];
  readonly legacy: boolean;
  readonly issues: readonly ParseIssue[];
}

/** `key=value …` of ENV and LABEL, or the old `key value`: the first word decides. */
export function readPairs(source: QuotedSpan): PairsRead {
  const pairs = splitQuoted(source, pairOf);
  if (pairs[0] !== undefined && pairs[0].value === undefined) return readLegacy(source);
  return { pairs, legacy: false, issues: pairIssues(pairs, true) };
}

/** `key` or `key=value …` of ARG. */
export function readNames(source: QuotedSpan): PairsRead {
  const pairs = splitQuoted(source, pairOf);
  return { pairs, legacy: false, issues: pairIssues(pairs, false) };
}

export const pairArguments = ({ pairs, legacy }: PairsRead): Arguments =>
  pairs.length === 0 ? { kind: 'none' } : { kind: 'pairs', pairs, legacy };

// Written out, as are the other tokens: spreading costs more than everything else here.
function pairOf(line: Joined, at: number, to: number): Pair {
  const { raw, start, end } = tokenOf(line, at, to);
  const split = raw.indexOf('=');
  if (split < 0) return { raw, at, start, end, key: { raw, at, start, end }, value: undefined };
  const equals = at + split;
  // In one piece, which is nearly always so, nothing has to be looked up.
  if (end - start === raw.length && line.ends === undefined) {
    const key = { raw: raw.slice(0, split), at, start, end: start + split };
    const value = { raw: raw.slice(split + 1), at: equals + 1, start: start + split + 1, end };
    return { raw, at, start, end, key, value };
  }
  const key = tokenOf(line, at, equals);
  return { raw, at, start, end, key, value: tokenOf(line, equals + 1, to) };
}

const noIssues: readonly ParseIssue[] = [];

function pairIssues(pairs: readonly Pair[], needsValue: boolean): readonly ParseIssue[] {
  let issues: ParseIssue[] | undefined;
  for (const { start, end, raw, key, value } of pairs) {
    const isNameless = key.raw === '';
    if (!isNameless && (!needsValue || value !== undefined)) continue;
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
    return { pairs: [{ ...whole, key, value: tokenOf(line, start, to) }], legacy: true, issues: [] };
  const issue: ParseIssue = { start: key.start, end: key.end, code: 'missing-value', detail: key.raw };
  return { pairs: [{ ...whole, key, value: undefined }], legacy: true, issues: [issue] };
}
