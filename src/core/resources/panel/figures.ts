import * as l10n from '@vscode/l10n';
import type { GpuSample, ThrottleReason } from '../../gpu/gpu';
import { formatSize } from '../../format';
import type { Figure, ProcessRow } from './resourcesPanel';
import type { RunHistory } from '../history/runHistory';
import type { UsageSample } from '../usage/usage';

/** A sample that is older than this is no longer the present. */
const staleAfter = 3000;

/** The present in a line for each card and each host; of a run that is over, its peaks. */
export function figuresOf(history: RunHistory, isRunning: boolean, now: number): readonly Figure[] {
  if (!isRunning) return peakFigures(history);
  const { reading } = history;
  const gpus = (reading?.gpus ?? []).map((gpu) => gpuFigure(gpu, now - (reading?.at ?? 0) > staleAfter));
  const many = history.usage.size > 1;
  const hosts = [...history.usage].flatMap(([host, sample]) =>
    hostFigures(many ? `${host} ` : '', host, sample, now - sample.at > staleAfter),
  );
  return [...gpus, ...hosts];
}

function gpuFigure(gpu: GpuSample, isStale: boolean): Figure {
  const { index, name, utilization, memoryUsed, memoryTotal, state } = gpu;
  const value = gpuValue(gpu);
  const explanation = [
    name,
    ...(utilization === undefined ? [] : [l10n.t('{0} percent busy', utilization)]),
    ...(memoryUsed === undefined || memoryTotal === undefined
      ? []
      : [l10n.t('{0} of {1} in use', formatSize(memoryUsed), formatSize(memoryTotal))]),
    ...(gpu.power === undefined ? [] : [l10n.t('{0} W', Math.round(gpu.power))]),
    ...(gpu.temperature === undefined ? [] : [l10n.t('{0} °C', gpu.temperature)]),
    ...gpu.throttled.map(throttleText),
  ].join(', ');
  return {
    id: `gpu/${gpu.uuid}`,
    label: `GPU ${index}`,
    value,
    ...(utilization === undefined ? {} : { share: utilization / 100 }),
    state: state !== 'ok' ? 'error' : isStale ? 'stale' : isHot(gpu) ? 'warning' : 'normal',
    explanation,
  };
}

function gpuValue({ state, utilization, memoryUsed, memoryTotal, mig }: GpuSample): string {
  if (state === 'needs-reset') return l10n.t('needs a reset');
  const memory =
    memoryUsed === undefined || memoryTotal === undefined
      ? undefined
      : `${formatSize(memoryUsed)} / ${formatSize(memoryTotal)}`;
  const busy = utilization === undefined ? (mig ? 'MIG' : undefined) : `${utilization} %`;
  return [busy, memory].filter(Boolean).join(' · ') || l10n.t('tells nothing');
}

function throttleText(reason: ThrottleReason): string {
  switch (reason) {
    case 'power-cap':
      return l10n.t('slowed down by its limit of power');
    case 'hardware':
      return l10n.t('slowed down by the hardware');
    case 'heat':
      return l10n.t('slowed down by heat');
    case 'power-brake':
      return l10n.t('slowed down by the power supply');
  }
}

const isHot = ({ throttled }: GpuSample): boolean => throttled.some((reason) => reason !== 'power-cap');

function hostFigures(prefix: string, host: string, sample: UsageSample, isStale: boolean): readonly Figure[] {
  const { cpu, cpus = 1, memory, memoryLimit, shmUsed, shmSize } = sample;
  const measures: Measure[] = [];
  if (cpu !== undefined) {
    const value = l10n.t('{0} % of {1}', Math.round(cpu), Math.round(cpus * 100));
    measures.push({ id: 'cpu', label: l10n.t('Processors'), value, share: cpu / 100 / cpus, warns: false });
  }
  if (memory !== undefined)
    measures.push({ id: 'memory', label: l10n.t('Memory'), ...amount(memory, memoryLimit), warns: true });
  if (shmUsed !== undefined && shmSize !== undefined)
    measures.push({ id: 'shm', label: '/dev/shm', ...amount(shmUsed, shmSize), warns: true });
  return measures.map(({ id, label, value, share, warns }) => ({
    id: `${host}/${id}`,
    label: prefix + label,
    value,
    ...(share === undefined ? {} : { share: Math.min(1, share) }),
    state: isStale ? 'stale' : warns && share !== undefined && share > nearlyFull ? 'warning' : 'normal',
    explanation: `${prefix}${label}: ${value}`,
  }));
}

interface Measure {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly share: number | undefined;
  /** Being full is a danger, and not the purpose. */
  readonly warns: boolean;
}

const nearlyFull = 0.9;

const amount = (value: number, limit: number | undefined): Pick<Measure, 'value' | 'share'> => ({
  value: limit === undefined ? formatSize(value) : `${formatSize(value)} / ${formatSize(limit)}`,
  share: limit === undefined || limit === 0 ? undefined : value / limit,
});

function peakFigures(history: RunHistory): readonly Figure[] {
  const many = history.peaks.size > 1;
  return [...history.peaks].map(([host, bytes]) => ({
    id: `${host}/peak`,
    label: many ? `${host} ${l10n.t('Peak Memory')}` : l10n.t('Peak Memory'),
    value: formatSize(bytes),
    state: 'normal',
    explanation: l10n.t('The most memory that {0} held: {1}', host, formatSize(bytes)),
  }));
}

/** Whose process holds a card: those of the run first. */
export function processRows({ reading, processes, cards }: RunHistory): readonly ProcessRow[] {
  const own = new Set(processes);
  const rank = (pid: number): number => (own.has(pid) ? 0 : 1);
  return (reading?.processes ?? [])
    .toSorted((left, right) => rank(left.pid) - rank(right.pid) || left.pid - right.pid)
    .map(({ gpu, pid, name, memoryUsed }) => ({
      pid,
      name,
      where: own.has(pid) ? l10n.t('this run') : l10n.t('elsewhere'),
      gpu: `GPU ${cards.get(gpu)?.index ?? '?'}`,
      memory: memoryUsed === undefined ? '' : formatSize(memoryUsed),
    }));
}
