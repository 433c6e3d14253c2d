import type { Reading } from './reading';
import type { RunEnd } from './runEnd';
import type { Found, Signature } from './signature';

type Source = 'engine' | 'failure' | 'log' | 'state';

/** A signature that was found, where, and how much that says. */
export interface Match {
  readonly signature: Signature;
  readonly found: Found;
  readonly evidence: string;
  /** Too far above the end, or above the error that ended it. */
  readonly old: boolean;
  /** Compared from the left; the greater one is told. */
  readonly rank: readonly number[];
}

interface Place {
  readonly source: Source;
  readonly reading: Reading;
  readonly end: RunEnd;
}

/** Python's warnings speak of the same things as its errors, in runs that are well. */
const isWarning = (line: string): boolean => /\b[A-Z]\w*Warning: /.test(line);

export function matchesIn(place: Place, signatures: readonly Signature[]): readonly Match[] {
  const found: Match[] = [];
  for (const [line, text] of place.reading.lines.entries()) {
    if (text === '' || isWarning(text)) continue;
    for (const [index, signature] of signatures.entries()) {
      const groups = signature.pattern?.exec(text);
      if (groups) found.push(match(place, signature, { line, index, groups: groups.groups ?? {} }));
    }
  }
  return found;
}

interface At {
  readonly line: number;
  readonly index: number;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

function match({ source, reading, end }: Place, signature: Signature, { line, index, groups }: At): Match {
  const old = line < reading.from;
  const agrees = Number(signature.exitCodes.includes(end.exitCode ?? -1));
  const bySignal = (end.exitCode ?? 0) > 128;
  return {
    signature,
    old,
    evidence: withoutWrapping(reading.lines[line] ?? ''),
    found: {
      end,
      named: (group) => groups[group] ?? '',
      lines: reading.lines.slice(line, line + 6),
    },
    rank: [
      old ? 0 : 1,
      { wrapper: 1, hint: 0, none: 2 }[signature.weight ?? 'none'],
      bySignal ? agrees : 0,
      { engine: 3, failure: 2, log: 1, state: 0 }[source],
      Number(reading.error?.end === line),
      agrees,
      line,
      -index,
    ],
  };
}

/** The training toolkit quotes the error of a script. */
const withoutWrapping = (line: string): string => line.trim().replace(/^ErrorMessage "(.+?)"?$/, '$1');

/** What the state of the container shows by itself. */
export function stateMatch(signature: Signature, end: RunEnd, evidence: string): Match {
  const place: Place = { source: 'state', end, reading: { lines: [evidence], from: 0 } };
  return match(place, signature, { line: 0, index: 0, groups: {} });
}

export function strongestFirst(matches: readonly Match[]): readonly Match[] {
  return matches.toSorted((left, right) => {
    const place = left.rank.findIndex((value, at) => value !== right.rank[at]);
    return place === -1 ? 0 : (right.rank[place] ?? 0) - (left.rank[place] ?? 0);
  });
}
