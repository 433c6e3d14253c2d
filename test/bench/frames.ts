/** `npm run bench:frames`: what a beat costs the Resources page in Chromium, beside redrawing bare canvases. */
import type { CDPSession, Page } from 'playwright-core';
import { launchChromium } from '../support/vscode/chromium';
import { bareCanvas, drawBare } from '../support/webview/bareCanvas';
import { openPage } from '../support/webview/openPage';
import { sampleBeat, sampleSnapshot } from '../support/webview/sampleResources';
import { median as middle, milliseconds, percentile, printTable } from './table';

/** Two beats in a second for ten minutes, and then those that are measured. */
const history = 600;
const beats = 120;
const interval = 0.5;
/** Milliseconds at the median, for what scripts do. */
const budget = 4;

interface Frame {
  readonly script: number;
  readonly task: number;
}

const gpuCharts = 4;
const allCharts = 11;

const browser = await launchChromium();
const rows: string[][] = [];
for (const gpus of [1, 8]) {
  const bare = await measureBare(gpus);
  rows.push(['bare canvases', String(gpus), String(gpuCharts), ...cells(bare), '1 ×', '']);
  for (const charts of [gpuCharts, allCharts]) {
    const page = await measurePage(gpus, charts);
    const ratio = `${(median(page) / median(bare)).toFixed(1)} ×`;
    rows.push([
      'the page',
      String(gpus),
      String(charts),
      ...cells(page),
      ratio,
      charts === gpuCharts ? `${budget} ms` : '',
    ]);
  }
}
await browser.close();
printTable(
  `A beat on charts of ${history} s at 2 Hz, ${beats} beats`,
  ['what', 'GPUs', 'charts', 'scripts p50', 'p95', 'whole task p50', 'p95', 'scripts, to bare', 'budget'],
  rows,
);

/** With figures, hints and processes; charts of the GPUs alone, or all. */
async function measurePage(gpus: number, charts: number): Promise<readonly Frame[]> {
  const { page, call, complaints, close } = await openPage('resources', {
    browser,
    width: 1400,
    height: 700,
  });
  const snapshot = sampleSnapshot({ gpus }, history);
  const shown =
    charts === gpuCharts
      ? ['utilization', 'memory', 'power', 'temperature']
      : snapshot.charts.map(({ id }) => id);
  await call('show', { ...snapshot, charts: snapshot.charts.filter(({ id }) => shown.includes(id)) });
  await page.locator('longshore-plot canvas').first().waitFor();
  const samples = Array.from({ length: beats }, (_, index) => {
    const from = history + index * interval;
    return { call: 'grow', argument: sampleBeat({ gpus }, from, from + interval) };
  });
  await page.evaluate((all) => Reflect.set(window, 'beats', all), samples);
  const frames = await measure(page, (index) =>
    page.evaluate((place) => window.postMessage(Reflect.get(window, 'beats')[place], '*'), index),
  );
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  await close();
  return frames;
}

/** Lines of the same number and length on canvases of the same size, and nothing else. */
async function measureBare(gpus: number): Promise<readonly Frame[]> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 700 } });
  await page.evaluate(bareCanvas, {
    canvases: gpuCharts,
    lines: gpus,
    samples: history / interval,
    width: 262,
    height: 130,
  });
  const frames = await measure(page, () => page.evaluate(drawBare));
  await page.close();
  return frames;
}

async function measure(page: Page, beat: (index: number) => Promise<unknown>): Promise<readonly Frame[]> {
  const session = await page.context().newCDPSession(page);
  // The time that the thread worked, not the time that passed: other programs on the machine do not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const frames: Frame[] = [];
  let before = await readClocks(session);
  for (let index = 0; index < beats; index += 1) {
    await beat(index);
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    const after = await readClocks(session);
    frames.push({ script: after.script - before.script, task: after.task - before.task });
    before = await readClocks(session);
  }
  // The first ones compile.
  return frames.slice(30);
}

/** Milliseconds that the page's main thread has spent. */
async function readClocks(session: CDPSession): Promise<Frame> {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => (metrics.find((each) => each.name === name)?.value ?? 0) * 1000;
  return { script: of('ScriptDuration'), task: of('TaskDuration') };
}

function cells(frames: readonly Frame[]): readonly string[] {
  return (['script', 'task'] as const).flatMap((key) =>
    [0.5, 0.95].map((share) =>
      milliseconds(
        percentile(
          frames.map((frame) => frame[key]),
          share,
        ),
      ),
    ),
  );
}

function median(frames: readonly Frame[]): number {
  return middle(frames.map(({ script }) => script));
}
