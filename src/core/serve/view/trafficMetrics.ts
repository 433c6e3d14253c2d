import * as l10n from '@vscode/l10n';
import { lineMark } from '../../resources/lineMark';
import type { RunEvent } from '../../run/runRecord';
import type { Traffic } from '../traffic';
import { percentile } from '../traffic';
import { errorsOf } from './servedWords';

interface Moment {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Milliseconds that the traffic took. */
  readonly span: number;
  /** Counts tellings. */
  readonly line: number;
}

/** What the variants were asked and how they answered in a moment, as metrics: one chart each, a line for each variant. */
export function trafficMetrics(
  traffic: Readonly<Record<string, Traffic>>,
  { at, span, line }: Moment,
): readonly Extract<RunEvent, { kind: 'metrics' }>[] {
  return Object.entries(traffic).flatMap(([variant, each]) => {
    if (variant === '') return [];
    const seconds = Math.max(span, 1) / 1000;
    const [half, tenth] = [percentile(each, 0.5), percentile(each, 0.9)];
    const values: ReadonlyArray<readonly [string, number | undefined]> = [
      [l10n.t('requests a second'), each.requests / seconds],
      [l10n.t('errors a second'), errorsOf(each) / seconds],
      [l10n.t('latency p50 in ms'), half],
      [l10n.t('latency p90 in ms'), tenth],
    ];
    const points = values.flatMap(([name, value]) =>
      value === undefined
        ? []
        : [{ name: `${name}${lineMark}${variant}`, value: Number(value.toPrecision(4)), line, at }],
    );
    return [{ kind: 'metrics' as const, host: variant, metrics: {}, points }];
  });
}
