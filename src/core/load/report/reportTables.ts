import * as l10n from '@vscode/l10n';
import { errorsOf } from '../tally';
import type { FoundRate } from './foundRate';
import type { Latency, LoadReport, StepReport } from './loadReport';
import {
  errorInWords,
  errorList,
  failureInWords,
  limitInWords,
  memoryInWords,
  paceInWords,
  processorsInWords,
  rateInWords,
  shareInWords,
  timeInWords,
} from './words';

export interface Table {
  readonly head: readonly string[];
  readonly rows: ReadonlyArray<readonly string[]>;
}

const latencyHead = ['p50', 'p90', 'p95', 'p99', 'p99.9'] as const;

const latencyCells = ({ count, p50, p90, p95, p99, p999, max }: Latency): readonly string[] =>
  [p50, p90, p95, p99, p999, max].map((time) => (count === 0 ? '' : timeInWords(time)));

/** A column that has nothing to say is left out. */
export function stepTable({ steps }: Pick<LoadReport, 'steps'>): Table {
  const columns: ReadonlyArray<readonly [string, (step: StepReport) => string]> = [
    [l10n.t('CPU'), ({ resources }) => (resources?.cpu ? processorsInWords(resources.cpu) : '')],
    [l10n.t('memory'), ({ resources }) => (resources?.memory ? memoryInWords(resources.memory) : '')],
    [l10n.t('GPU'), ({ resources }) => (resources?.gpu ? processorsInWords(resources.gpu) : '')],
    [
      l10n.t('GPU memory'),
      ({ resources }) => (resources?.gpuMemory ? memoryInWords(resources.gpuMemory) : ''),
    ],
  ];
  const told = columns.filter(([, cell]) => steps.some((step) => cell(step) !== ''));
  return {
    head: [
      l10n.t('load'),
      l10n.t('requests'),
      l10n.t('answered'),
      ...latencyHead,
      l10n.t('longest'),
      l10n.t('errors'),
      ...told.map(([title]) => title),
    ],
    rows: steps.map((step) => [
      paceInWords(step.pace),
      String(step.due),
      rateInWords(step.rate.achieved),
      ...latencyCells(step.latency),
      errorCell(step),
      ...told.map(([, cell]) => cell(step)),
    ]),
  };
}

const errorCell = ({ errors, errorShare }: StepReport): string =>
  errorShare === 0 ? '0' : `${errorsOf(errors)} (${shareInWords(errorShare)})`;

/** Closed loops alone: nobody knows what they have left out, and this is the usual guess. */
export function correctedTable({ steps }: Pick<LoadReport, 'steps'>): Table | undefined {
  const rows = steps.flatMap(({ pace, corrected }) =>
    corrected ? [[paceInWords(pace), ...latencyCells(corrected)]] : [],
  );
  return rows.length === 0 ? undefined : { head: [l10n.t('load'), ...latencyHead, l10n.t('longest')], rows };
}

/** One variant alone has all there is. */
export function variantTable({ steps }: Pick<LoadReport, 'steps'>): Table | undefined {
  const rows = steps.flatMap(({ pace, variants }) =>
    variants.map(({ name, errors, latency }) => [
      paceInWords(pace),
      name,
      String(latency.count),
      ...latencyCells(latency),
      String(errorsOf(errors)),
    ]),
  );
  const head = [
    l10n.t('load'),
    l10n.t('variant'),
    l10n.t('answered'),
    ...latencyHead,
    l10n.t('longest'),
    l10n.t('errors'),
  ];
  const names = new Set(steps.flatMap(({ variants }) => variants.map(({ name }) => name)));
  return names.size < 2 ? undefined : { head, rows };
}

export function errorTable({ steps }: Pick<LoadReport, 'steps'>): Table | undefined {
  const rows = steps.flatMap(({ pace, errors }) =>
    errorList(errors).map(({ error, count }) => [paceInWords(pace), errorInWords(error), String(count)]),
  );
  return rows.length === 0
    ? undefined
    : { head: [l10n.t('load'), l10n.t('error'), l10n.t('requests')], rows };
}

export function tryTable({ tries }: FoundRate): Table {
  return {
    head: [l10n.t('rate'), l10n.t('latency'), l10n.t('sustained')],
    rows: tries.map(({ rate, milliseconds, failed }) => [
      rateInWords(rate),
      timeInWords(milliseconds),
      failed === undefined ? l10n.t('yes') : l10n.t('no: {0}', failureInWords(failed)),
    ]),
  };
}

/** What was found, in sentences. */
export function foundInWords(found: FoundRate): readonly string[] {
  const { rate, scaling, limit, recommender } = found;
  const under = l10n.t('{0}, at most {1} errors', limitInWords(limit), shareInWords(found.errorShare));
  if (found.bound === 'below') return [l10n.t('No rate that was tried is sustained under {0}.', under)];
  const said =
    found.bound === 'found'
      ? l10n.t('One instance sustains {0} under {1}.', rateInWords(rate), under)
      : l10n.t('One instance sustains at least {0} under {1}: more was not tried.', rateInWords(rate), under);
  return [
    said,
    l10n.t(
      'Scaling target: {0} invocations per instance and minute ({1} × {2} × 60; the factor leaves room until another instance is up).',
      scaling.target,
      Number(rate.toPrecision(4)),
      scaling.safety,
    ),
    l10n.t(
      'As Inference Recommender counts: MaxInvocations {0} per minute, ModelLatency {1} ms.',
      recommender.MaxInvocations,
      recommender.ModelLatency ?? 0,
    ),
  ];
}
