import assert from 'node:assert/strict';
import type { GpuSample } from '../../../src/core/gpu/gpu';
import { countSent, drawnCharts, growthOf, wholeChart } from '../../../src/core/resources/panel/drawnCharts';
import { figuresOf, processRows } from '../../../src/core/resources/panel/figures';
import { hintsOf } from '../../../src/core/resources/panel/hints';
import { RunHistory } from '../../../src/core/resources/history/runHistory';
import { statusText } from '../../../src/core/resources/panel/statusText';

const noon = Date.parse('2026-01-02T12:00:00Z');
const card = (more: Partial<GpuSample> = {}): GpuSample => ({
  uuid: 'GPU-a',
  index: 0,
  name: 'NVIDIA H200',
  utilization: 97,
  memoryUsed: 60e9,
  memoryTotal: 140e9,
  throttled: [],
  state: 'ok',
  mig: false,
  ...more,
});
const running = { running: true, asksForGpus: true };

/** A history of so many seconds, two samples in each. */
function lived(seconds: number, cpu: number, gpus: readonly GpuSample[], more = {}): RunHistory {
  const history = new RunHistory(noon);
  for (let half = 0; half <= seconds * 2; half += 1) {
    const at = noon + half * 500;
    history.addUsage('algo-1', { at, cpu, cpus: 4, memory: 1e9, ...more });
    if (gpus.length > 0) history.addGpus({ at, gpus, processes: [] }, []);
  }
  return history;
}

describe('The history of a run', () => {
  it('has a chart for all that is known and for nothing else, metrics first', () => {
    const history = lived(1, 100, [card()]);
    history.addMetrics('algo-1', [{ name: 'loss', value: 0.5, line: 3, at: noon + 800 }]);
    const charts = drawnCharts([{ id: 'r', label: 'iris', history }]).map(wholeChart);
    assert.deepEqual(
      charts.map(({ title, top, tables }) => [title, top, tables.map(({ x }) => x)]),
      [
        ['loss', undefined, [[0.8]]],
        ['GPU Utilization', 100, [[0, 0.5, 1]]],
        ['GPU Memory', 140e9, [[0, 0.5, 1]]],
        ['Processors', 400, [[0, 0.5, 1]]],
        ['Memory', undefined, [[0, 0.5, 1]]],
      ],
    );
  });

  it('grows by what is new, and asks for a whole picture when there is a new chart', () => {
    const history = lived(1, 100, []);
    const charts = () => drawnCharts([{ id: 'r', label: 'iris', history }]);
    const sent = countSent(charts());
    assert.deepEqual(growthOf(charts(), sent), []);
    history.addUsage('algo-1', { at: noon + 2000, cpu: 50, cpus: 4, memory: 2e9 });
    assert.deepEqual(growthOf(charts(), sent), [
      { chart: 'cpu', table: 'r/algo-1', x: [2], y: [[50]] },
      { chart: 'memory', table: 'r/algo-1', x: [2], y: [[2e9]] },
    ]);
    assert.deepEqual(growthOf(charts(), sent), []);
    history.addMetrics('algo-1', [{ name: 'loss', value: 0.5, line: 3, at: noon }]);
    assert.equal(growthOf(charts(), sent), undefined);
  });

  it('lays runs on one another, each with its colour', () => {
    const [left, right] = [lived(1, 1, []), lived(1, 2, [])];
    const [cpu] = drawnCharts([
      { id: 'a', label: 'one', history: left },
      { id: 'b', label: 'two', history: right },
    ]);
    assert.deepEqual(
      cpu?.tables.flatMap(({ series }) => series.map(({ label, color }) => [label, color])),
      [
        ['one · processors', 0],
        ['two · processors', 1],
      ],
    );
  });

  it('is the same after it was stored, and goes on where the log was read', () => {
    const history = lived(2, 100, [card()]);
    history.addMetrics('algo-1', [{ name: 'loss', value: 0.5, line: 3, at: noon + 800 }]);
    const again = RunHistory.restore(JSON.parse(JSON.stringify(history.store())));
    assert.ok(again);
    assert.deepEqual(
      drawnCharts([{ id: 'r', label: 'iris', history: again }]).map(({ id }) => id),
      drawnCharts([{ id: 'r', label: 'iris', history }]).map(({ id }) => id),
    );
    again.addMetrics('algo-1', [
      { name: 'loss', value: 0.5, line: 3, at: noon + 9000 },
      { name: 'loss', value: 0.4, line: 4, at: noon + 9000 },
    ]);
    assert.deepEqual(
      again.metrics.of('loss').map(({ value }) => value),
      [0.5, 0.4],
    );
    again.interrupt();
    again.addMetrics('algo-1', [{ name: 'loss', value: 0.3, line: 0, at: noon + 9000 }]);
    assert.equal(again.metrics.count('loss'), 3);
    assert.equal(RunHistory.restore({ version: 1, began: 0 }), undefined);
    assert.equal(RunHistory.restore('no'), undefined);
  });

  it('is told in figures: the present while it runs, the peaks after', () => {
    const history = lived(1, 150, [card({ index: 3 })], { memoryLimit: 1.05e9 });
    assert.deepEqual(
      figuresOf(history, true, noon + 1000).map(({ label, value, state }) => [label, value, state]),
      [
        ['GPU 3', '97 % · 60 GB / 140 GB', 'normal'],
        ['Processors', '150 % of 400', 'normal'],
        ['Memory', '1 GB / 1.05 GB', 'warning'],
      ],
    );
    assert.deepEqual(
      new Set(figuresOf(history, true, noon + 60_000).map(({ state }) => state)),
      new Set(['stale']),
    );
    assert.deepEqual(
      figuresOf(history, false, noon).map(({ label, value }) => [label, value]),
      [['Peak Memory', '1 GB']],
    );
    assert.equal(statusText(history), 'GPU 97 % · 60 GB');
    assert.equal(statusText(lived(1, 150, [])), 'CPU 150 % · 1 GB');
    assert.equal(statusText(new RunHistory(noon)), undefined);
  });

  it('tells whose processes hold a card, its own first', () => {
    const history = lived(0, 1, []);
    const process = (pid: number) => ({ gpu: 'GPU-a', pid, name: `p${pid}`, memoryUsed: 1e9 });
    history.addGpus({ at: noon, gpus: [card()], processes: [process(1), process(2)] }, [2]);
    assert.deepEqual(
      processRows(history).map(({ pid, where, gpu, memory }) => [pid, where, gpu, memory]),
      [
        [2, 'this run', 'GPU 0', '1 GB'],
        [1, 'elsewhere', 'GPU 0', '1 GB'],
      ],
    );
  });
});

describe('A hint', () => {
  const cases: ReadonlyArray<readonly [string, RunHistory, typeof running, readonly string[]]> = [
    ['says nothing of a busy card', lived(120, 400, [card()]), running, []],
    [
      'tells of a card that waits for data',
      lived(40, 380, [card({ utilization: 5 })]),
      running,
      ['gpu-waits'],
    ],
    ['not while the processors have room', lived(40, 100, [card({ utilization: 5 })]), running, []],
    ['not before half a minute', lived(20, 400, [card({ utilization: 5 })]), running, []],
    ['tells of a card that nobody uses', lived(90, 100, [card({ utilization: 0 })]), running, ['gpu-unused']],
    [
      'also after the run',
      lived(5, 100, [card({ utilization: 0 })]),
      { running: false, asksForGpus: true },
      ['gpu-unused'],
    ],
    [
      'says nothing of cards that the run did not ask for',
      lived(40, 400, [card({ utilization: 5, memoryUsed: 139e9 })]),
      { running: true, asksForGpus: false },
      [],
    ],
    ['tells of full memory', lived(1, 1, [card({ memoryUsed: 139e9 })]), running, ['gpu-memory/GPU-a']],
    ['tells of heat', lived(1, 1, [card({ throttled: ['heat'] })]), running, ['heat/GPU-a']],
    ['not of a cap on power, which is usual', lived(1, 1, [card({ throttled: ['power-cap'] })]), running, []],
    ['tells of a card that is lost', lived(1, 1, [card({ state: 'needs-reset' })]), running, ['reset/GPU-a']],
    ['tells of /dev/shm', lived(1, 1, [], { shmUsed: 61e6, shmSize: 64e6 }), running, ['shm/algo-1']],
    ['tells before memory ends', lived(1, 1, [], { memoryLimit: 1.05e9 }), running, ['memory/algo-1']],
    ['says nothing without a limit', lived(1, 1, []), running, []],
  ];
  for (const [name, history, facts, ids] of cases)
    it(name, () =>
      assert.deepEqual(
        hintsOf(history, facts).map(({ id }) => id),
        ids,
      ),
    );
});
