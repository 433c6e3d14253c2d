import { stripAnsi } from '../log/stripAnsi';
import { automaticMetrics } from './automaticMetrics';
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
}

/** Characters of a line that are searched. */
const searched = 8000;

/**
 * Reads metrics as SageMaker does: each expression is searched in each line, and its first group is the value. Where
 * the run file defines none, the usual forms are read. An expression that is none is left out.
 */
export class MetricReader {
  /** By the text that a line must contain; empty for those that need every line. */
  readonly #byText: ReadonlyMap<string, readonly Reader[]>;
  readonly #isAutomatic: boolean;
  #line = 0;

  constructor(definitions: readonly Definition[]) {
    const byText = new Map<string, Reader[]>();
    for (const { name, regex } of definitions) {
      const compiled = compile(regex);
      if (compiled === undefined) continue;
      const tabsAsCloudWatch = regex.includes('#011');
      const text = tabsAsCloudWatch ? '' : requiredText(compiled);
      byText.set(text, [...(byText.get(text) ?? []), { name, regex: compiled, tabsAsCloudWatch }]);
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
        const value = valueIn(start, reader);
        if (value !== undefined) points.push({ name: reader.name, value, line });
      }
    }
    return points;
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

/** CloudWatch shows a tab as `#011`, and expressions made for it say so. */
function valueIn(line: string, { regex, tabsAsCloudWatch }: Reader): number | undefined {
  const [, text] = regex.exec(tabsAsCloudWatch ? line.replaceAll('\t', '#011') : line) ?? [];
  return text === undefined ? undefined : numberOf(text);
}

/** No number for `nan` and `inf`. */
function numberOf(text: string): number | undefined {
  if (!/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
