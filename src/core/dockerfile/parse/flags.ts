import type { Flag, ParseIssue } from '../syntax';
import { originalRange, tokenOf, type Joined } from '../text/joined';
import { isSpace, skipSpace } from '../text/space';

export interface FlagsRead {
  readonly flags: readonly Flag[];
  /** Where the arguments begin. */
  readonly next: number;
}

/**
 * Reads the `--name=value` words before the arguments, beginning at the first. A lone `--` ends them. Here a backslash escapes
 * whatever the escape directive says, and quotes are taken off.
 */
export function readFlags(line: Joined, from: number, to: number): FlagsRead {
  const { text } = line;
  const flags: Flag[] = [];
  let at = from;
  while (at + 1 < to && text.startsWith('--', at)) {
    const { flag, next } = readFlag(line, at, to);
    at = skipSpace(text, next, to);
    if (flag === undefined) break;
    flags.push(flag);
  }
  return { flags, next: at };
}

interface FlagRead {
  readonly flag: Flag | undefined;
  readonly next: number;
}

function readFlag(line: Joined, from: number, to: number): FlagRead {
  const { text } = line;
  let end = from;
  while (end < to && !isSpace(text.charCodeAt(end))) end++;
  const word = text.slice(from, end);
  if (/['"\\]/.test(word)) return readQuotedFlag(line, from, to);
  const split = word.indexOf('=');
  const span = { from, to: end, equals: split < 0 ? split : from + split };
  return { flag: word === '--' ? undefined : flagFrom(line, span, word), next: end };
}

function readQuotedFlag(line: Joined, from: number, to: number): FlagRead {
  const { text } = line;
  let quote = '';
  let word = '';
  let equals = -1;
  let at = from;
  for (; at < to; at++) {
    let character = text[at] ?? '';
    if (quote === '' && isSpace(text.charCodeAt(at))) break;
    if (character === quote) {
      quote = '';
      continue;
    }
    if (quote === '' && (character === "'" || character === '"')) {
      quote = character;
      continue;
    }
    if (character === '\\') {
      if (at + 1 === to) continue;
      character = text[++at] ?? '';
    } else if (character === '=' && equals < 0) equals = at;
    word += character;
  }
  return { flag: word === '--' ? undefined : flagFrom(line, { from, to: at, equals }, word), next: at };
}

interface FlagSpan {
  readonly from: number;
  readonly to: number;
  readonly equals: number;
}

function flagFrom(line: Joined, { from, to, equals }: FlagSpan, word: string): Flag {
  const { raw, start, end } = tokenOf(line, from, to);
  const split = word.indexOf('=');
  const name = word.slice(2, split < 0 ? undefined : split);
  if (split < 0) return { raw, at: from, start, end, name, value: undefined, valueRange: undefined };
  const valueRange = originalRange(line, equals < 0 ? from : equals + 1, to);
  return { raw, at: from, start, end, name, value: word.slice(split + 1), valueRange };
}

const copyFlags = ['chown', 'chmod', 'link', 'exclude'];

const knownFlags: Readonly<Record<string, readonly string[]>> = {
  ADD: [...copyFlags, 'keep-git-dir', 'checksum', 'unpack'],
  COPY: [...copyFlags, 'from', 'parents'],
  FROM: ['platform'],
  HEALTHCHECK: ['interval', 'timeout', 'start-period', 'start-interval', 'retries'],
  RUN: ['mount', 'network', 'security', 'device'],
};

const booleans = new Set(['keep-git-dir', 'link', 'parents', 'unpack']);
const noIssues: readonly ParseIssue[] = [];
const repeatable = new Set(['device', 'exclude', 'mount']);

export function flagIssues(name: string, flags: readonly Flag[]): readonly ParseIssue[] {
  if (flags.length === 0) return noIssues;
  const known = knownFlags[name] ?? [];
  const seen = new Set<string>();
  return flags.flatMap((flag) => {
    const code = flagIssue(flag, known, seen);
    seen.add(flag.name);
    return code === undefined ? [] : [{ start: flag.start, end: flag.end, code, detail: flag.name }];
  });
}

function flagIssue(
  flag: Flag,
  known: readonly string[],
  seen: ReadonlySet<string>,
): ParseIssue['code'] | undefined {
  if (!known.includes(flag.name)) return 'unknown-flag';
  if (seen.has(flag.name) && !repeatable.has(flag.name)) return 'duplicate-flag';
  if (!booleans.has(flag.name)) return flag.value === undefined ? 'flag-value-missing' : undefined;
  if (flag.value === '') return 'flag-value-missing';
  const isBoolean = flag.value === undefined || /^(?:true|false)$/i.test(flag.value);
  return isBoolean ? undefined : 'flag-value-not-boolean';
}
