// A machine that trains, as the extension would tell it: every value follows from its time, so that a beat goes on where
// a snapshot ended.
import type {
  Beat,
  Chart,
  ChartTable,
  Figure,
  ResourcesSnapshot,
  Series,
} from '../../../src/core/resources/panel/resourcesPanel';

export interface Machine {
  readonly gpus: number;
  /** The first is watched, the others are laid over its metrics. */
  readonly runs?: readonly string[];
}

const interval = 0.5;
const cardBytes = 85.5e9;

/** The same noise for the same place and time, between -1 and 1. */
function noise(place: number, time: number): number {
  const value = Math.sin(place * 127.1 + Math.round(time * 2) * 311.7) * 43758.5453;
  return (value - Math.floor(value)) * 2 - 1;
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

function busy(gpu: number, time: number): number {
  const waiting = gpu >= 6 ? 0.5 + 0.5 * Math.sin(time / 9 + gpu) : 1;
  const start = clamp((time - 12) / 6, 0, 1);
  return clamp(start * waiting * (97 - gpu * 5 + 1.5 * noise(gpu, time)), 0, 100);
}

type Formula = (place: number, time: number) => number;

const gpuCharts: ReadonlyArray<Pick<Chart, 'id' | 'title' | 'unit' | 'top'> & { readonly of: Formula }> = [
  { id: 'utilization', title: 'Utilization', unit: 'percent', top: 100, of: busy },
  {
    id: 'memory',
    title: 'Memory',
    unit: 'bytes',
    top: cardBytes,
    of: (gpu, time) => (time < 10 ? 0.6e9 : 38e9 + gpu * 3.1e9 + 9e9 * ((time / (40 + gpu)) % 1)),
  },
  {
    id: 'power',
    title: 'Power',
    unit: 'watts',
    top: 700,
    of: (gpu, time) => 92 + busy(gpu, time) * 5.4 + 6 * noise(gpu + 9, time),
  },
  {
    id: 'temperature',
    title: 'Temperature',
    unit: 'celsius',
    of: (gpu, time) => 34 + gpu * 0.8 + (busy(gpu, time) / 3.2) * (1 - Math.exp(-time / 60)),
  },
  {
    id: 'clock',
    title: 'Clock',
    unit: 'megahertz',
    of: (gpu, time) => (busy(gpu, time) > 5 ? 1755 - gpu * 30 + 12 * noise(gpu + 3, time) : 345),
  },
];

const hostCharts: ReadonlyArray<
  Pick<Chart, 'id' | 'title' | 'unit' | 'top'> & { readonly of: Formula; readonly names: readonly string[] }
> = [
  {
    id: 'cpu',
    title: 'Processors',
    unit: 'percent',
    top: 1600,
    names: ['algo-1'],
    of: (_, time) => 620 + 260 * Math.sin(time / 21) + 25 * noise(40, time),
  },
  {
    id: 'ram',
    title: 'Memory',
    unit: 'bytes',
    top: 128e9,
    names: ['algo-1'],
    of: (_, time) => 21e9 + 46e9 * ((time / 95) % 1),
  },
  {
    id: 'network',
    title: 'Network',
    unit: 'bytes/s',
    names: ['Received', 'Sent'],
    of: (place, time) =>
      Math.max(0, (place === 0 ? 84e6 : 3e6) * (1 + Math.sin(time / 13)) + 2e6 * noise(50 + place, time)),
  },
  {
    id: 'disk',
    title: 'Disk',
    unit: 'bytes/s',
    names: ['Read', 'Written'],
    of: (place, time) =>
      place === 0 ? 210e6 * Math.max(0, Math.sin(time / 31)) : Math.round(time) % 60 < 4 ? 640e6 : 1e6,
  },
];

const metricCharts: ReadonlyArray<{ readonly id: string; readonly of: Formula }> = [
  {
    id: 'train:loss',
    of: (run, time) =>
      0.21 + run * 0.06 + 2.1 * Math.exp(-time / (110 + run * 40)) + 0.03 * noise(60 + run, time),
  },
  {
    id: 'validation:accuracy',
    of: (run, time) =>
      0.93 - run * 0.03 - 0.8 * Math.exp(-time / (90 + run * 30)) + 0.008 * noise(70 + run, time),
  },
];

/** Seconds between two values of a metric. */
const metricInterval = 5;

function times(from: number, to: number, step: number): readonly number[] {
  const first = Math.ceil(from / step);
  return Array.from(
    { length: Math.max(0, Math.ceil(to / step) - first) },
    (_, index) => (first + index) * step,
  );
}

function table(
  id: string,
  labels: readonly string[],
  { of, x, color = 0 }: { of: Formula; x: readonly number[]; color?: number },
): ChartTable {
  const series: readonly Series[] = labels.map((label, index) => ({
    id: label,
    label,
    color: color + index,
  }));
  return { id, series, x, y: series.map((_, index) => x.map((time) => of(color + index, time))) };
}

function charts({ gpus, runs = ['iris-0425'] }: Machine, from: number, to: number): readonly Chart[] {
  const x = times(from, to, interval);
  const cards = Array.from({ length: gpus }, (_, gpu) => `GPU ${gpu}`);
  return [
    ...metricCharts.map(({ id, of }): Chart => ({
      id,
      title: id,
      section: 'metrics',
      unit: 'number',
      tables: runs.map((run, color) =>
        table(run, [run], { of, color, x: times(from, to, metricInterval + color) }),
      ),
    })),
    ...(gpus === 0 ? [] : gpuCharts).map(({ of, ...chart }): Chart => ({
      ...chart,
      section: 'gpu',
      tables: [table('gpus', cards, { of, x })],
    })),
    ...hostCharts.map(({ of, names, ...chart }): Chart => ({
      ...chart,
      section: 'host',
      tables: [table('host', names, { of, x })],
    })),
  ];
}

function figures({ gpus }: Machine, time: number): readonly Figure[] {
  const cards = Array.from({ length: gpus }, (_, gpu): Figure => {
    const use = busy(gpu, time).toFixed(0);
    const hot = gpu === 3;
    return {
      id: `gpu-${gpu}`,
      label: `GPU ${gpu}`,
      value: gpu === 5 ? 'needs a reset' : `${use} %  ${(38 + gpu * 3).toFixed(0)} of 86 GB`,
      ...(gpu === 5 ? {} : { share: Number(use) / 100 }),
      state: gpu === 5 ? 'error' : hot ? 'warning' : gpu === 7 ? 'stale' : 'normal',
      explanation: hot
        ? `GPU ${gpu} is slowed down by heat, ${use} percent busy`
        : `GPU ${gpu}, ${use} percent busy`,
    };
  });
  return [
    ...cards,
    {
      id: 'cpu',
      label: 'Processors',
      value: '6.2 of 16',
      share: 0.39,
      state: 'normal',
      explanation: '6.2 of 16 processors',
    },
    {
      id: 'ram',
      label: 'Memory',
      value: '54 of 128 GB',
      share: 0.42,
      state: 'normal',
      explanation: '54 of 128 GB of memory',
    },
    {
      id: 'shm',
      label: 'Shared memory',
      value: '61 of 67 MB',
      share: 0.91,
      state: 'warning',
      explanation: '/dev/shm is nearly full',
    },
  ];
}

function present(machine: Machine, time: number): Omit<Beat, 'growth'> {
  return {
    figures: figures(machine, time),
    hints: [
      {
        id: 'shm',
        severity: 'warning',
        title: 'Shared memory is nearly full.',
        reason: 'Data loaders of PyTorch hand batches over in /dev/shm: 61 of 67 MB are used.',
        action: 'Set shmSize',
      },
      {
        id: 'waiting',
        severity: 'info',
        title: 'GPUs 6 and 7 wait for data.',
        reason: 'They were below 30 % in half of the last minute while steps went on.',
      },
    ],
    processes: Array.from({ length: machine.gpus }, (_, gpu) => ({
      pid: 4100 + gpu,
      name: 'python3 train.py',
      where: 'iris-0425, algo-1',
      gpu: `GPU ${gpu}`,
      memory: `${38 + gpu * 3} GB`,
    })),
  };
}

export function sampleSnapshot(machine: Machine, seconds: number): ResourcesSnapshot {
  const runs = machine.runs ?? ['iris-0425'];
  return {
    choices: [...runs, 'churn-0424'].map((run, index) => ({
      id: run,
      label: run,
      detail: index === 0 ? 'since 10 min' : 'yesterday',
      running: index === 0,
    })),
    shown: runs,
    charts: charts(machine, 0, seconds),
    notes: ['GPUs by nvidia-smi on this machine, containers by their control groups.'],
    ...present(machine, seconds),
  };
}

/** What comes between two moments. */
export function sampleBeat(machine: Machine, from: number, to: number): Beat {
  const growth = charts(machine, from, to).flatMap((chart) =>
    chart.tables.map(({ id, x, y }) => ({ chart: chart.id, table: id, x, y })),
  );
  return { growth, ...present(machine, to) };
}
