import * as l10n from '@vscode/l10n';
import type { LoadComparison, QuantileComparison, Verdict } from '../compare/compareLoads';
import type { PairReport } from '../compare/pairReport';
import type { Table } from './reportTables';
import { paceInWords, ratioInterval, ratioInWords, shareInWords, timeInterval, timeInWords } from './words';

function verdictInWords(verdict: Verdict): string {
  switch (verdict) {
    case 'faster':
      return l10n.t('faster');
    case 'slower':
      return l10n.t('slower');
    case 'same':
      return l10n.t('no difference seen');
    case 'unknown':
      return l10n.t('too little to say');
  }
}

export function comparisonTable({ steps }: LoadComparison): Table {
  return {
    head: [l10n.t('load'), l10n.t('quantile'), l10n.t('before'), l10n.t('after'), l10n.t('change'), ''],
    rows: steps.flatMap(({ pace, before, after, quantiles, achievedRatio }) => [
      ...quantiles.map((quantile) => [
        paceInWords(pace),
        quantile.name,
        timeInWords(before.latency[quantile.name]),
        timeInWords(after.latency[quantile.name]),
        changeOf(quantile),
        verdictInWords(quantile.verdict),
      ]),
      [
        paceInWords(pace),
        l10n.t('answered'),
        ...[before, after].map(({ rate }) => l10n.t('{0}/s', Number(rate.achieved.toPrecision(3)))),
        achievedRatio === undefined ? '' : ratioInWords(achievedRatio),
        '',
      ],
      [
        paceInWords(pace),
        l10n.t('errors'),
        ...[before, after].map(({ errorShare }) => shareInWords(errorShare)),
        '',
        '',
      ],
    ]),
  };
}

const changeOf = ({ ratio }: QuantileComparison): string => (ratio ? ratioInterval(ratio) : '');

/** What the table does not say. */
export function comparisonNotes({ steps, alone, foundRatio }: LoadComparison): readonly string[] {
  const notes = [
    l10n.t('In brackets: where the change lies with 95 % confidence, from parts of the time drawn again.'),
  ];
  if (steps.length === 0)
    return [l10n.t('The two have no load in common: give both the same rates, or the same numbers at once.')];
  if (foundRatio !== undefined)
    notes.push(l10n.t('The highest sustained rate changed by {0}.', ratioInWords(foundRatio)));
  if (alone.length > 0) notes.push(l10n.t('Only in one of them: {0}.', alone.map(paceInWords).join(', ')));
  return notes;
}

export function pairLines({ sides, rows, slower, verdict, rounds }: PairReport): readonly string[] {
  const [left, right] = sides;
  const differing = rows.filter(({ same }) => !same).length;
  const unsteady = rows.filter((row) => row.unsteady.length > 0).length;
  const lines = [
    differing === 0
      ? l10n.t('{0} and {1} answer {2} payloads the same.', left.name, right.name, rows.length)
      : l10n.t(
          '{0} and {1} answer {2} of {3} payloads differently.',
          left.name,
          right.name,
          differing,
          rows.length,
        ),
    latencyLine(right.name, slower, verdict),
  ];
  if (unsteady > 0)
    lines.push(
      l10n.t(
        '{0} payloads are not answered the same each time by one side alone: it may draw by chance.',
        unsteady,
      ),
    );
  if (rounds === 1)
    lines.push(l10n.t('Each payload was sent once: with more rounds it is seen whether a side is steady.'));
  return lines;
}

function latencyLine(name: string, slower: PairReport['slower'], verdict: Verdict): string {
  if (!slower) return l10n.t('Too few pairs to compare latencies: at least 6 are needed.');
  const { value, low, high } = slower;
  const said = verdictInWords(verdict);
  return value < 0
    ? l10n.t(
        '{0} answers sooner by {1}: {2}.',
        name,
        timeInterval({ value: -value, low: -high, high: -low }),
        said,
      )
    : l10n.t('{0} answers later by {1}: {2}.', name, timeInterval(slower), said);
}

export function pairTable({ sides }: PairReport): Table {
  return {
    head: [l10n.t('side'), l10n.t('answered'), 'p50', 'p95', 'p99', l10n.t('longest'), l10n.t('failed')],
    rows: sides.map(({ name, latency, failed }) => [
      name,
      String(latency.count),
      ...[latency.p50, latency.p95, latency.p99, latency.max].map(timeInWords),
      String(failed),
    ]),
  };
}

const mostCell = 80;
const mostRows = 100;

export function differenceTable({ rows, sides }: PairReport): Table | undefined {
  const cells = rows.flatMap(({ payload, statuses, differences, count }) => {
    if (statuses) return [[payload, l10n.t('status'), ...statuses]];
    const shown = differences.map(({ where, left, right }) => [payload, where, short(left), short(right)]);
    const left = count - differences.length;
    return left > 0 ? [...shown, [payload, l10n.t('{0} more', left), '', '']] : shown;
  });
  const head = [l10n.t('payload'), l10n.t('where'), sides[0].name, sides[1].name];
  return cells.length === 0 ? undefined : { head, rows: cells.slice(0, mostRows) };
}

const short = (text: string): string => (text.length > mostCell ? `${text.slice(0, mostCell - 1)}…` : text);
