import { stripAnsi } from '../log/stripAnsi';
import type { Searcher } from '../ports';
import { automaticMetrics } from './automaticMetrics';
import { nesting } from './nesting';
import { requiredText } from './requiredText';
import type { MetricPoint } from './metricPoint';

interface Definition {
  readonly name: string;
  readonly regex: string;
}

interface Reader {
  readonly name: string;
  readonly regex: RegExp;
  readonly tabsAsCloudWatch: boolean;
  readonly mayExplode: boolean;
  /** Milliseconds that it took, from which line on. */
  spent: number;
  since: number;
  isOff: boolean;
}

/** What keeps an expression from taking all of the time. */
export interface Patience extends Searcher {
  /** Milliseconds. */
  now(): number;
  /** The metric is not read any more. */
  gaveUp(name: string): void;
}

/** For expressions that somebody vouches for. */
const endless: Patience = {
  now: () => 0,
  search: (regex, text) => regex.exec(text) ?? undefined,
  gaveUp: () => undefined,
};

/** Characters of a line that are searched. */
const searched = 8000;
/** So many can take long with any expression. */
const long = 1000;
/** Milliseconds for one line. */
const mostForLine = 250;
/** Milliseconds for so many lines. */
const most = { lines: 1000, milliseconds: 2000 } as const;

/**
 * Reads metrics as SageMaker does: each expression is searched in each line, and its first group is the value. Where
 * the run file defines none, the usual forms are read. An expression that is none is left out, and one that is too slow
 * is given up: whoever reads has more to do.
 */
export class MetricReader {
  /** By the text that a line must contain; empty for those that need every line. */
  readonly #byText: ReadonlyMap<string, readonly Reader[]>;
  readonly #isAutomatic: boolean;
  readonly #patience: Patience;
  #line = 0;

  constructor(definitions: readonly Definition[], patience = endless) {
    this.#patience = patience;
    const byText = new Map<string, Reader[]>();
    for (const { name, regex } of definitions) {
      const compiled = compile(regex);
      if (compiled === undefined) continue;
      const tabsAsCloudWatch = regex.includes('#011');
      const text = tabsAsCloudWatch ? '' : requiredText(compiled);
      const mayExplode = nesting(compiled.source) !== 'none';
      const reader = {
        name,
        regex: compiled,
        tabsAsCloudWatch,
        mayExplode,
        spent: 0,
        since: 0,
        isOff: false,
      };
      byText.set(text, [...(byText.get(text) ?? []), reader]);
    }
    this.#byText = byText;
    this.#isAutomatic = definitions.length === 0;
  }

  /** The next line of the log. */
  read(text: string): readonly MetricPoint[] {
    const line = this.#line;
    this.#line += 1;
    const start = text.length > searched ? text.slice(0, searched) : text;
    if (this.#isAutomatic) return automaticMetrics(stripAnsi(start)).map((one) => ({ ...one, line }));
    const points: MetricPoint[] = [];
    for (const [required, readers] of this.#byText) {
      if (!start.includes(required)) continue;
      for (const reader of readers) {
        const value = reader.isOff ? undefined : this.#valueIn(start, reader);
        if (value !== undefined) points.push({ name: reader.name, value, line });
      }
    }
    return points;
  }

  /** CloudWatch shows a tab as `#011`, and expressions made for it say so. */
  #valueIn(line: string, reader: Reader): number | undefined {
    const patience = this.#patience;
    const { regex, tabsAsCloudWatch, mayExplode } = reader;
    const text = tabsAsCloudWatch ? line.replaceAll('\t', '#011') : line;
    if (this.#line - reader.since > most.lines) Object.assign(reader, { spent: 0, since: this.#line });
    const started = patience.now();
    const found =
      mayExplode || text.length > long ? patience.search(regex, text, mostForLine) : regex.exec(text);
    const took = patience.now() - started;
    reader.spent += took;
    if (found === 'too-slow' || took > mostForLine || reader.spent > most.milliseconds) {
      reader.isOff = true;
      patience.gaveUp(reader.name);
    }
    const value = found === 'too-slow' ? undefined : found?.[1];
    return value === undefined ? undefined : numberOf(value);
  }
}

/** Expressions are written for Python: `(?P<name>…)` and a leading `(?i)` are its forms. */
function compile(regex: string): RegExp | undefined {
  const [, flags = '', rest = ''] = /^(?:\(\?([ims]+)\))?(.*)$/s.exec(regex) ?? [];
  try {
    return new RegExp(rest.replaceAll('(?P<', '(?<'), [...new Set(flags)].join(''));
  } catch {
    return undefined;
  }
}

/** No number for `nan` and `inf`. */
function numberOf(text: string): number | undefined {
  if (!/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
