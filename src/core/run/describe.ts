import * as l10n from '@vscode/l10n';
import { formatSize } from '../format';
import { joinPath } from '../paths';
import { runFolder } from './runFolder';
import { ordered } from './metrics/metricOrder';
import type { RunPhase, RunRecord } from './runRecord';

export function phaseText(phase: RunPhase): string {
  switch (phase) {
    case 'preparing':
      return l10n.t('Preparing');
    case 'building':
      return l10n.t('Building the image');
    case 'pulling':
      return l10n.t('Pulling the image');
    case 'inputs':
      return l10n.t('Getting the input data');
    case 'starting':
      return l10n.t('Starting');
    case 'training':
      return l10n.t('Training');
    case 'interrupting':
      return l10n.t('Interrupting, as a spot instance is taken away');
    case 'stopping':
      return l10n.t('Stopping');
    case 'artifacts':
      return l10n.t('Collecting artifacts');
    case 'ended':
      return l10n.t('Ended');
  }
}

/** `48 s`, `3 min 5 s`, `2 h 4 min`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 10) return l10n.t('{0} s', Number(seconds.toFixed(1)));
  const whole = Math.round(seconds);
  if (whole < 60) return l10n.t('{0} s', whole);
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? l10n.t('{0} min {1} s', minutes, whole % 60)
    : l10n.t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}

/** How a run ended, the reason first. */
export function outcomeLines(record: RunRecord): readonly string[] {
  const { diagnosis, artifacts, folder } = record;
  const made = artifacts.map(
    ({ name, bytes }) => `${joinPath(runFolder(folder).artifacts, name)} (${formatSize(bytes)})`,
  );
  if (!diagnosis) return [outcomeTitle(record), ...reasonLine(record), ...made];
  return [
    outcomeTitle(record),
    diagnosis.title,
    diagnosis.cause,
    ...diagnosis.fixes.map((fix) => `→ ${fix}`),
    ...(diagnosis.evidence === '' ? [] : [l10n.t('Seen in: {0}', diagnosis.evidence)]),
    ...made,
  ];
}

export function outcomeTitle({ title, status, stopReason, started, created, ended }: RunRecord): string {
  const time = formatDuration((ended ?? created) - (started ?? created));
  switch (status) {
    case 'completed':
      return l10n.t('{0} completed in {1}.', title, time);
    case 'failed':
      return l10n.t('{0} failed after {1}.', title, time);
    case 'stopped':
      return stopReason === 'max-runtime'
        ? l10n.t('{0} was stopped: its time of {1} is over.', title, time)
        : l10n.t('{0} was stopped after {1}.', title, time);
    case 'running':
      return l10n.t('{0} goes on.', title);
  }
}

const reasonLine = ({ failureReason }: RunRecord): readonly string[] =>
  failureReason === undefined ? [] : [failureReason];

/** Four digits tell enough. */
export const formatNumber = (value: number): string => String(Number(value.toPrecision(4)));

/** `loss 0.49, accuracy 0.81`: the last values. */
export const metricsText = ({ metrics }: RunRecord): string =>
  ordered(Object.entries(metrics))
    .map(([name, { last }]) => `${name} ${formatNumber(last)}`)
    .join(', ');
