import * as l10n from '@vscode/l10n';
import type { World } from '../../core/ports';
import type { LogLine } from '../../core/run/log/logLines';
import { LogLines } from '../../core/run/log/logLines';
import { stripAnsi } from '../../core/run/log/stripAnsi';
import { MetricReader, type Patience } from '../../core/run/metrics/metricReader';
import type { MetricPoint } from '../../core/run/metrics/metricPoint';
import type { FinalMetric } from '../../core/run/metrics/metricSeries';

interface Definition {
  readonly name: string;
  readonly regex: string;
}

interface MetricNews {
  readonly metrics: Readonly<Record<string, FinalMetric>>;
  readonly points: readonly MetricPoint[];
}

/** Reads the metrics of a run out of what its hosts write, line by line as they come. */
export class RunMetrics {
  readonly #definitions: readonly Definition[];
  readonly #patience: Patience;
  readonly #hosts = new Map<string, { readonly lines: LogLines; readonly reader: MetricReader }>();
  readonly #metrics: Record<string, FinalMetric> = {};

  constructor(
    definitions: readonly Definition[],
    { clock, searcher }: Pick<World, 'clock' | 'searcher'>,
    say: (text: string) => void,
  ) {
    this.#definitions = definitions;
    const said = new Set<string>();
    this.#patience = {
      ...searcher,
      now: () => clock.now(),
      gaveUp: (name) => {
        if (!said.has(name)) say(l10n.t('The expression of {0} is too slow and was switched off.', name));
        said.add(name);
      },
    };
  }

  /** The metrics that changed, and what was read. */
  read(host: string, bytes: Uint8Array, at: number): MetricNews {
    const { lines, reader } = this.#host(host);
    return this.#readLines(reader, lines.push(bytes), at);
  }

  /** The log of the host has ended: what is left is a line as well, and what comes is its log from the beginning. */
  end(host: string, at: number): MetricNews {
    const { lines, reader } = this.#host(host);
    const news = this.#readLines(reader, lines.end(), at);
    this.#hosts.delete(host);
    return news;
  }

  #readLines(reader: MetricReader, lines: readonly LogLine[], at: number): MetricNews {
    const metrics: Record<string, FinalMetric> = {};
    const points: MetricPoint[] = [];
    for (const { text } of lines) {
      for (const point of reader.read(stripAnsi(text))) {
        const { name, value } = point;
        points.push({ ...point, at });
        const before = this.#metrics[name] ?? { last: value, min: value, max: value };
        metrics[name] = {
          last: value,
          min: Math.min(before.min, value),
          max: Math.max(before.max, value),
        };
        this.#metrics[name] = metrics[name];
      }
    }
    return { metrics, points };
  }

  #host(name: string) {
    const known = this.#hosts.get(name);
    if (known) return known;
    const reader = new MetricReader(this.#definitions, this.#patience);
    const fresh = { lines: new LogLines(new TextDecoder()), reader };
    this.#hosts.set(name, fresh);
    return fresh;
  }
}
