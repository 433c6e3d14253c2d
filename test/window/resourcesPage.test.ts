import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator } from 'playwright-core';
import type { Chart, ResourcesSnapshot } from '../../src/core/resources/panel/resourcesPanel';
import { launchChromium } from '../support/vscode/chromium';
import { openPage, type OpenPage } from '../support/webview/openPage';
import { sampleBeat, sampleSnapshot } from '../support/webview/sampleResources';
import { eventually } from '../support/workbench/eventually';

const script = fileURLToPath(new URL('../../dist/webview/resources.js', import.meta.url));

const nothing: ResourcesSnapshot = {
  choices: [],
  shown: [],
  figures: [],
  hints: [],
  charts: [],
  processes: [],
  notes: [],
};

const series = (label: string, color: number) => ({ id: label, label, color });

/** Small enough to count by hand. */
const charts: readonly Chart[] = [
  {
    id: 'utilization',
    title: 'Utilization',
    section: 'gpu',
    unit: 'percent',
    top: 100,
    tables: [
      {
        id: 'gpus',
        series: [series('GPU 0', 0), series('GPU 1', 1)],
        x: [0, 30, 60],
        y: [
          [10, 20, 30],
          [90, null, 70],
        ],
      },
    ],
  },
  {
    id: 'ram',
    title: 'Memory',
    section: 'host',
    unit: 'bytes',
    top: 128e9,
    tables: [{ id: 'ram', series: [series('algo-1', 0)], x: [0, 30, 60], y: [[16e9, 32e9, 48e9]] }],
  },
];
const choices = [
  { id: 'iris', label: 'iris', detail: 'since 1 min', running: true },
  { id: 'churn', label: 'churn', detail: 'yesterday', running: false },
];
const small: ResourcesSnapshot = { ...nothing, choices, shown: ['iris'], charts };
const sample = (time: number, busy: number) => ({
  growth: [{ chart: 'utilization', table: 'gpus', x: [time], y: [[busy], [busy]] }],
  figures: [],
  hints: [],
  processes: [],
});

describe('The Resources page', function () {
  this.timeout(20_000);
  let browser: Browser;
  let open: OpenPage;
  const plot = (title: string): Locator =>
    open.page
      .locator('figure', { has: open.page.getByText(title, { exact: true }) })
      .locator('longshore-plot');
  const reading = (title: string): Locator =>
    open.page.locator('figure', { has: open.page.getByText(title, { exact: true }) }).locator('.reading');
  const button = (name: string): Locator => open.page.getByRole('button', { name, exact: true });
  const asked = async (call: string): Promise<unknown> =>
    eventually(async () => {
      const found = (await open.posted()).findLast((each) => each.call === call);
      assert.ok(found, `The page did not ask for ${call}.`);
      return found.argument;
    }, 5);
  const show = async (snapshot: ResourcesSnapshot): Promise<void> => {
    await open.call('show', snapshot);
    if (snapshot.charts.length > 0) await open.page.locator('longshore-plot canvas').first().waitFor();
  };

  before(async () => {
    assert.ok(existsSync(script), 'The page is not built: run npm run build.');
    browser = await launchChromium();
  });
  after(async () => browser?.close());
  beforeEach(async () => {
    open = await openPage('resources', { browser });
  });
  afterEach(async () => {
    const { complaints } = open;
    await open.close();
    assert.deepEqual(complaints, []);
  });

  it('says what to do when nothing runs, and offers what was recorded', async () => {
    await asked('ready');
    await show({ ...nothing, choices });
    await open.page.getByText('Nothing runs.').waitFor();
    await open.page.getByText('Train a run file, and its processors, memory and GPUs appear here.').waitFor();
    await button('churn').click();
    assert.deepEqual(await asked('watch'), ['churn']);
  });

  it('draws a snapshot: sections, figures, hints, processes, notes', async () => {
    await show(sampleSnapshot({ gpus: 2, runs: ['one', 'two'] }, 60));
    const headings = await open.page.getByRole('heading').allTextContents();
    assert.deepEqual(headings, ['Resources', 'Training metrics', 'GPU', 'Processors, memory and network']);
    await open.page.locator('.figure.warning', { hasText: 'Shared memory' }).getByText('Warning').waitFor();
    await open.page.locator('summary', { hasText: 'Processes on the GPUs' }).click();
    await open.page.getByRole('cell', { name: '4101' }).waitFor();
    await open.page.getByText('GPUs by nvidia-smi').waitFor();
    const label = await plot('train:loss').getAttribute('aria-label');
    assert.match(label ?? '', /^train:loss: one [\d.]+, two [\d.]+$/);
  });

  it('grows with each beat', async () => {
    await show(small);
    assert.equal(await reading('Utilization').textContent(), '30 – 70 %');
    await open.call('grow', sample(61, 44));
    await until('the newest value', async () => (await reading('Utilization').textContent()) === '44 %');
  });

  it('has the same numbers as tables, which change slowly', async () => {
    await show(small);
    await button('Show Values as Tables').click();
    const table = open.page.getByRole('table', { name: 'Utilization, from 0:00 to 1:00' });
    await table.waitFor();
    const cells = async () =>
      (await table.getByRole('row').all()).map(async (row) =>
        (await row.locator('th, td').allTextContents()).join(' | '),
      );
    assert.deepEqual(await Promise.all(await cells()), [
      'Time | GPU 0 | GPU 1',
      'Highest | 30 % | 90 %',
      'Lowest | 10 % | 70 %',
      '1:00 | 30 % | 70 %',
      '0:30 | 20 % | –',
      '0:00 | 10 % | 90 %',
    ]);
    assert.equal(await table.locator('th[scope=row]').count(), 5);
    assert.equal(await table.locator('th[scope=col]').count(), 3);
    await open.call('grow', sample(61, 44));
    await until('the newest value', async () => (await reading('Utilization').textContent()) === '44 %');
    assert.equal(await table.getByText('44 %').count(), 0);
    const later = open.page.getByRole('table', { name: 'Utilization, from 0:00 to 1:01' });
    await later.getByText('44 %').first().waitFor({ timeout: 8000 });
  });

  it('saves all values as CSV', async () => {
    await show(small);
    await button('Save Values as CSV').click();
    assert.deepEqual(await asked('save'), {
      name: 'resources-iris.csv',
      isDataUrl: false,
      content: [
        'seconds,Utilization (%) GPU 0,Utilization (%) GPU 1,Memory (B)',
        '0,10,90,16000000000',
        '30,20,,32000000000',
        '60,30,70,48000000000',
        '',
      ].join('\n'),
    });
  });

  it('saves the charts as one picture', async () => {
    await show(small);
    await button('Save Charts as PNG').click();
    const file = await asked('save');
    assert.ok(
      typeof file === 'object' && file !== null && 'content' in file && typeof file.content === 'string',
    );
    const [head, data = ''] = file.content.split(',');
    const bytes = Buffer.from(data, 'base64');
    assert.equal(head, 'data:image/png;base64');
    assert.deepEqual([...bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    // Width and height, from the header: two charts of the page beside one another.
    assert.ok(bytes.readUInt32BE(16) > 600 && bytes.readUInt32BE(20) > 150, 'The picture is too small.');
  });

  it('shows values at the mouse, with the cursor in every chart', async () => {
    await show(small);
    const over = plot('Utilization').locator('.u-over');
    const { width } = (await over.boundingBox()) ?? { width: 0 };
    await over.hover({ position: { x: width / 2 + 3, y: 40 } });
    const tip = open.page.locator('.tip');
    await tip.waitFor();
    const words = (await tip.textContent())?.replaceAll(/\s+/g, ' ').trim();
    assert.equal(words, '0:30 GPU 0 20 % GPU 1 –');
    assert.equal(await reading('Memory').textContent(), '32 GB');
    const lines = await open.page
      .locator('.u-cursor-x:not(.u-off)')
      .evaluateAll((all) =>
        all.map((line) =>
          Math.round(
            line.getBoundingClientRect().left - (line.parentElement?.getBoundingClientRect().left ?? 0),
          ),
        ),
      );
    const middle = Math.round(width / 2);
    assert.ok(
      lines.length === 2 && lines.every((left) => Math.abs(left - middle) <= 2),
      `${lines.join()} of ${width}`,
    );
    await open.page.mouse.move(5, 5);
    await tip.waitFor({ state: 'detached' });
  });

  it('zooms all charts by dragging in one, and back', async () => {
    await show(small);
    await button('Show Values as Tables').click();
    const box = (await plot('Utilization').locator('.u-over').boundingBox()) ?? { x: 0, y: 0, width: 0 };
    await open.page.mouse.move(box.x + box.width * 0.4, box.y + 30);
    await open.page.mouse.down();
    await open.page.mouse.move(box.x + box.width * 0.6, box.y + 40, { steps: 5 });
    await open.page.mouse.up();
    await open.page.getByRole('table', { name: 'Memory, from 0:24 to 0:36' }).waitFor();
    await button('Reset Zoom').click();
    await open.page.getByRole('table', { name: 'Memory, from 0:00 to 1:00' }).waitFor();
    await plot('Memory').press('+');
    await open.page.getByRole('table', { name: 'Utilization, from 0:15 to 0:45' }).waitFor();
    await plot('Memory').locator('.u-over').dblclick();
    await open.page.getByRole('table', { name: 'Utilization, from 0:00 to 1:00' }).waitFor();
  });

  it('collects while it pauses, and catches up', async () => {
    await show(small);
    await button('Pause').click();
    const before = await picture(plot('Utilization'));
    await open.call('grow', sample(120, 44));
    await open.page.waitForTimeout(200);
    assert.equal(await reading('Utilization').textContent(), '30 – 70 %');
    assert.ok(before.equals(await picture(plot('Utilization'))), 'A paused chart was drawn again.');
    await button('Pause').click();
    await until(
      'the value that came meanwhile',
      async () => (await reading('Utilization').textContent()) === '44 %',
    );
    assert.ok(!before.equals(await picture(plot('Utilization'))), 'The chart did not catch up.');
  });

  it('remembers how it was looked at, as long as the same is shown', async () => {
    await show(small);
    await button('Show Values as Tables').click();
    await plot('Memory').press('+');
    await button('Reset Zoom').waitFor();
    await open.page.reload();
    await show(small);
    await open.page.getByRole('table', { name: 'Memory, from 0:15 to 0:45' }).waitFor();
    await show({ ...small, shown: ['churn'] });
    await open.page.getByRole('table', { name: 'Memory, from 0:00 to 1:00' }).waitFor();
  });

  it('asks for what is chosen: a run, others beside it, the link of a hint', async () => {
    await show({
      ...small,
      hints: [{ id: 'shm', severity: 'warning', title: 'Full', reason: 'It is.', action: 'Set shmSize' }],
    });
    await button('Set shmSize').click();
    assert.equal(await asked('follow'), 'shm');
    await open.page.getByText('Compare', { exact: true }).click();
    await open.page.getByRole('checkbox', { name: 'churn' }).check();
    assert.deepEqual(await asked('watch'), ['iris', 'churn']);
    await open.page.getByRole('combobox', { name: 'What to watch' }).selectOption('churn');
    await until('the other run', async () => JSON.stringify(await asked('watch')) === '["churn"]');
  });

  it('moves the cursor by keys and says the values', async () => {
    await show(small);
    await plot('Utilization').focus();
    const said = open.page.getByRole('status');
    for (const [key, words] of [
      ['ArrowLeft', '1:00: GPU 0 30 %, GPU 1 70 %'],
      ['ArrowLeft', '0:30: GPU 0 20 %'],
      ['Home', '0:00: GPU 0 10 %, GPU 1 90 %'],
    ] as const) {
      await open.page.keyboard.press(key);
      await until(`it says ${words}`, async () => (await said.textContent()) === words);
    }
    assert.equal(await reading('Memory').textContent(), '16 GB');
    await open.page.keyboard.press('Escape');
    await open.page.locator('.tip').waitFor({ state: 'detached' });
  });

  it('takes the colours of another theme', async () => {
    await show(small);
    const colors = async () => plot('Utilization').locator('canvas').evaluate(strongColors);
    assert.ok(
      (await colors()).includes('89,164,249'),
      'The first line is not in the blue of the dark theme.',
    );
    await open.useTheme('light');
    await until('the blue of the light theme', async () => (await colors()).includes('0,99,211'));
    assert.ok(!(await colors()).includes('89,164,249'), 'Something kept the old colour.');
  });

  it('keeps the focus and open lists while snapshots and beats come', async () => {
    await show(small);
    await open.page.getByText('Compare', { exact: true }).click();
    await open.page.getByRole('checkbox', { name: 'churn' }).focus();
    await open.call('grow', sample(61, 50));
    await show({ ...small, charts: sampleSnapshot({ gpus: 1 }, 30).charts });
    await open.call('grow', sampleBeat({ gpus: 1 }, 30, 31));
    await open.page.waitForTimeout(200);
    assert.equal(await open.page.evaluate(() => document.activeElement?.getAttribute('type')), 'checkbox');
    assert.equal(await open.page.getByRole('group', { name: 'Compare with' }).isVisible(), true);
  });

  it('names every control and every picture', async () => {
    await show(sampleSnapshot({ gpus: 2, runs: ['one', 'two'] }, 60));
    await button('Show Values as Tables').click();
    const nameless = await open.page
      .locator('button, select, input, summary, [role=img], [role=region], table, section, ul')
      .evaluateAll((all) =>
        all
          .filter((each) => {
            const labels = each instanceof HTMLInputElement ? (each.labels?.length ?? 0) : 0;
            const labelled =
              each.hasAttribute('aria-label') || each.hasAttribute('aria-labelledby') || labels > 0;
            const text =
              each.tagName === 'TABLE' ? each.querySelector('caption')?.textContent : each.textContent;
            return !labelled && !text?.trim();
          })
          .map((each) => each.outerHTML),
      );
    assert.deepEqual(nameless, []);
    const ids = await open.page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length, 'An id is used twice.');
  });

  it('fits into a side bar', async () => {
    await open.page.setViewportSize({ width: 300, height: 800 });
    await show(sampleSnapshot({ gpus: 8 }, 60));
    const width = await open.page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(width, 300);
  });
});

const picture = async (plot: Locator): Promise<Buffer> => plot.screenshot();

/** The colours that many pixels have exactly, as `r,g,b`. Runs in the page. */
function strongColors(canvas: HTMLElement | SVGElement): readonly string[] {
  if (!(canvas instanceof HTMLCanvasElement)) return [];
  const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  const counts = new Map<string, number>();
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] !== 255) continue;
    const color = `${data[at]},${data[at + 1]},${data[at + 2]}`;
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count >= 3).map(([color]) => color);
}

const until = async (what: string, holds: () => Promise<boolean>): Promise<void> =>
  eventually(async () => assert.ok(await holds(), what), 5);
