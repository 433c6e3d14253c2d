import * as l10n from '@vscode/l10n';
import { addressPath } from '../explore/treeAddress';
import { uriOf } from '../explore/treeRows';
import { formatAge, formatSize } from '../format';
import type { Row } from '../row';
import { formatDuration, formatNumber, outcomeLines, phaseText } from './describe';
import { betterEnd, ordered } from './metrics/metricOrder';
import type { FinalMetric } from './metrics/metricSeries';
import type { RunRecord } from './runRecord';

/** The Runs view: a line for each run, the newest first; below it why it failed, its metrics and what it made. */
export function runRows(
  runs: readonly RunRecord[],
  now: number,
  filesOf: (run: RunRecord) => readonly Row[],
): readonly Row[] {
  return runs.map((run) => {
    const { id, title, status, diagnosis } = run;
    const children = [...reasonRows(run), ...metricRows(run), ...filesOf(run), ...artifactRows(run)];
    return {
      id,
      kind: status === 'running' ? 'run.running' : 'run.ended',
      subject: id,
      label: title,
      detail: detailOf(run, now),
      tooltip: tooltipOf(run),
      icon: iconOf(run),
      accessibility: [title, statusText(run), diagnosis?.title ?? '', detailOf(run, now)].join(', '),
      ...(children.length > 0 ? { children, open: status === 'running' } : {}),
    };
  });
}

function detailOf(run: RunRecord, now: number): string {
  const { started, created, ended, status, phase, metrics } = run;
  const time = formatDuration((ended ?? now) - (started ?? created));
  const [metric] = ordered(Object.entries(metrics));
  const shown = metric ? [`${metric[0]} ${formatNumber(metric[1].last)}`] : [];
  if (status === 'running') return [phaseText(phase), time, ...shown].join(' · ');
  return [time, ...shown, formatAge(created / 1000, now / 1000)].join(' · ');
}

function statusText({ status, stopReason }: RunRecord): string {
  switch (status) {
    case 'running':
      return l10n.t('running');
    case 'completed':
      return l10n.t('completed');
    case 'failed':
      return l10n.t('failed');
    case 'stopped':
      return stopReason === 'max-runtime' ? l10n.t('stopped: its time was over') : l10n.t('stopped');
  }
}

function iconOf({ status }: RunRecord): NonNullable<Row['icon']> {
  switch (status) {
    case 'running':
      return { name: 'sync~spin', color: 'charts.blue' };
    case 'completed':
      return { name: 'pass', color: 'testing.iconPassed' };
    case 'failed':
      return { name: 'error', color: 'testing.iconFailed' };
    case 'stopped':
      return { name: 'debug-stop', color: 'testing.iconSkipped' };
  }
}

function tooltipOf(run: RunRecord): string {
  const parameters = Object.entries(run.hyperparameters).map(([name, value]) => `- ${name}: \`${value}\``);
  return [
    `**${run.id}**`,
    l10n.t('Image: {0}', `\`${run.image}\``),
    ...(run.interruptions > 0 ? [l10n.t('Interrupted: {0}', run.interruptions)] : []),
    ...(run.status === 'running' ? [] : outcomeLines(run)),
    parameters.join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function reasonRows({ id, status, diagnosis, failureReason }: RunRecord): readonly Row[] {
  const label = diagnosis?.title ?? failureReason;
  if (label === undefined || status === 'completed') return [];
  return [
    {
      id: `${id}/reason`,
      kind: 'runReason',
      subject: id,
      label,
      ...(diagnosis?.fixes[0] === undefined ? {} : { detail: diagnosis.fixes[0] }),
      tooltip: [diagnosis?.cause, ...(diagnosis?.fixes ?? []), failureReason].filter(Boolean).join('\n\n'),
      icon: { name: 'lightbulb' },
    },
  ];
}

/** For a name whose better end is known, the best so far, when that is not the last. */
function bestText(name: string, { last, min, max }: FinalMetric): readonly string[] {
  const best = betterEnd(name) === 'least' ? min : betterEnd(name) === 'greatest' ? max : last;
  return best === last ? [] : [l10n.t('best {0}', formatNumber(best))];
}

const metricRows = ({ id, metrics }: RunRecord): readonly Row[] =>
  ordered(Object.entries(metrics)).map(([name, { last, min, max }]) => ({
    id: `${id}/metric/${name}`,
    kind: 'runMetric',
    subject: id,
    label: name,
    detail: [formatNumber(last), ...bestText(name, { last, min, max })].join(' · '),
    tooltip: l10n.t(
      'Last {0}, least {1}, greatest {2}',
      formatNumber(last),
      formatNumber(min),
      formatNumber(max),
    ),
    icon: { name: 'graph-line' },
  }));

const artifactRows = ({ id, artifacts }: RunRecord): readonly Row[] =>
  artifacts.map(({ name, bytes }) => ({
    id: `${id}/artifact/${name}`,
    kind: 'ml.archive',
    subject: addressPath({ tree: `artifacts/${id}`, path: name }),
    label: name,
    detail: formatSize(bytes),
    icon: { name: 'file-zip' },
    uri: uriOf(addressPath({ tree: `artifacts/${id}`, path: name })),
    lazy: true,
  }));
