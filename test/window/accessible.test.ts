import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/vscode/chromium';
import { openPage, type OpenPage } from '../support/webview/openPage';
import { sampleEndpoint } from '../support/webview/sampleEndpoint';
import { sampleLocal } from '../support/webview/sampleLocal';
import { sampleSnapshot } from '../support/webview/sampleResources';
import { violations } from '../support/webview/violations';
import type { Theme } from '../support/workbench/themes';

const themes: readonly Theme[] = ['dark', 'light', 'high-contrast'];

describe('Pages for everybody', function () {
  this.timeout(60_000);
  let browser: Browser;
  let open: OpenPage | undefined;
  before(async () => (browser = await launchChromium()));
  after(async () => browser?.close());
  afterEach(async () => open?.close());

  for (const theme of themes) {
    it(`the endpoint page has nothing that axe finds, in ${theme}`, async () => {
      open = await openPage('endpoint', { browser, theme, height: 1600 });
      assert.deepEqual(await violations(open.page), []);
      await open.call(
        'show',
        sampleEndpoint({ health: ['The image is gone.'], problem: 'Somebody says no.' }),
      );
      await open.page.getByRole('heading', { name: 'iris' }).waitFor();
      for (const each of await open.page.locator('summary').all()) await each.click();
      assert.deepEqual(await violations(open.page), []);
      const share = open.page.getByLabel('Traffic of green', { exact: true });
      await share.focus();
      await share.press('Shift+ArrowRight');
      await open.page.getByText('Review Changes').click();
      await open.page.getByText('Apply', { exact: true }).waitFor();
      assert.deepEqual(await violations(open.page), []);
    });

    it(`the page of a local endpoint has nothing that axe finds, in ${theme}`, async () => {
      open = await openPage('local', { browser, theme });
      await open.call('show', sampleLocal());
      await open.page.getByRole('heading', { name: 'shop' }).waitFor();
      assert.deepEqual(await violations(open.page), []);
    });

    it(`the Resources page has nothing that axe finds, in ${theme}`, async () => {
      open = await openPage('resources', { browser, theme });
      await open.call('show', sampleSnapshot({ gpus: 2 }, 120));
      await open.page.locator('longshore-plot canvas').first().waitFor();
      assert.deepEqual(await violations(open.page), []);
    });
  }

  it('the endpoint page is enough with keys alone: from a share to what is written', async () => {
    open = await openPage('endpoint', { browser, height: 1600 });
    const { page } = open;
    await open.call('show', sampleEndpoint({}));
    await page.getByRole('heading', { name: 'iris' }).waitFor();
    await tabTo(page, 'Traffic of green');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowRight');
    await tabTo(page, 'Review Changes');
    await page.keyboard.press('Enter');
    await page.getByText('Apply', { exact: true }).waitFor();
    await tabTo(page, 'Apply');
    await page.keyboard.press('Enter');
    const asked = (await open.posted()).filter(({ call }) => call === 'apply');
    assert.equal(asked.length, 1);
  });

  it('the page of a local endpoint is enough with keys alone', async () => {
    open = await openPage('local', { browser });
    const { page } = open;
    await open.call('show', sampleLocal());
    await page.getByRole('heading', { name: 'shop' }).waitFor();
    await tabTo(page, 'Traffic of green');
    await page.keyboard.press('Shift+ArrowRight');
    await tabTo(page, 'Start green Again');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Stop', true);
    await page.keyboard.press('Enter');
    const asked = (await open.posted()).filter(({ call }) => call !== 'ready');
    assert.deepEqual(asked, [
      { call: 'setWeights', argument: { blue: 8, green: 2 } },
      { call: 'restart', argument: 'green' },
      { call: 'act', argument: 'stop' },
    ]);
  });
});

/** With Tab alone, as somebody without a mouse, until what is focused has this name. */
async function tabTo(page: Page, name: string, backwards = false): Promise<void> {
  for (let count = 0; count < 60; count += 1) {
    await page.keyboard.press(backwards ? 'Shift+Tab' : 'Tab');
    const focused = await page.evaluate(() => {
      let element = document.activeElement;
      const host = element;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return host?.getAttribute('aria-label') ?? host?.textContent?.trim() ?? '';
    });
    if (focused === name) return;
  }
  throw new Error(`Tab never reaches ${name}.`);
}
