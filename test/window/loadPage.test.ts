import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { loadSnapshot, type LoadState } from '../../src/core/load/panel/loadSnapshot';
import { launchChromium } from '../support/vscode/chromium';
import { openPage, type OpenPage } from '../support/webview/openPage';
import { sampleLoad } from '../support/webview/sampleLoad';
import { eventually } from '../support/workbench/eventually';

describe('The page of a load test', function () {
  this.timeout(30_000);
  let browser: Browser;
  let open: OpenPage;
  const show = async (change: Partial<LoadState> = {}): Promise<void> => {
    await open.call('show', loadSnapshot(sampleLoad(change)));
    await open.page.getByRole('heading', { name: 'Load Test iris' }).waitFor();
  };
  const asked = async (call: string): Promise<void> =>
    eventually(async () => assert.ok((await open.posted()).some((each) => each.call === call)), 5);

  before(async () => (browser = await launchChromium()));
  after(async () => browser?.close());
  beforeEach(async () => (open = await openPage('load', { browser, height: 1300 })));
  afterEach(async () => {
    const { complaints } = open;
    await open.close();
    assert.deepEqual(complaints, []);
  });

  for (const theme of ['dark', 'light', 'high-contrast'] as const)
    it(`draws what was found and measured, each chart with its table: ${theme}`, async () => {
      await open.useTheme(theme);
      await show();
      await open.page.getByText('One instance sustains', { exact: false }).waitFor();
      await open.page.getByText('Scaling target', { exact: false }).waitFor();
      const charts = open.page.locator('longshore-curve[role="img"]');
      await eventually(async () => assert.equal(await charts.locator('canvas').count(), 2), 5);
      for (const index of [0, 1]) {
        const table = open.page.locator('.figure').nth(index).locator('table');
        assert.ok((await table.locator('tbody tr').count()) > 3);
      }
      if (process.env['LONGSHORE_PICTURES'])
        await open.page.screenshot({
          path: `${process.env['LONGSHORE_PICTURES']}/load-${theme}.png`,
          fullPage: true,
        });
    });

  it('another load has another histogram', async () => {
    await show();
    const rows = open.page.locator('.figure').nth(1).locator('tbody tr');
    const before = await rows.allTextContents();
    await open.page.getByLabel('Load', { exact: true }).selectOption({ label: '20/s' });
    await eventually(async () => assert.notDeepEqual(await rows.allTextContents(), before), 5);
  });

  it('while it runs it draws what comes, and can be stopped', async () => {
    const live = Array.from({ length: 20 }, (_, index) => ({
      seconds: index / 4,
      answered: 50,
      p50: 10 + index,
      p99: 30 + index,
    }));
    await show({ state: 'running', status: 'Tries 40/s…', steps: [], found: undefined, live });
    await open.page.getByRole('status').getByText('Tries 40/s…').waitFor();
    await eventually(
      async () => assert.equal(await open.page.locator('longshore-curve canvas').count(), 1),
      5,
    );
    await open.page.getByText('Stop', { exact: true }).click();
    await asked('stop');
    await show();
    await open.page.getByText('Run Again').click();
    await asked('again');
  });

  it('says why it ended', async () => {
    await show({ state: 'failed', status: 'Nobody listens.', steps: [], found: undefined });
    await open.page.getByRole('alert').getByText('Nobody listens.').waitFor();
  });
});
