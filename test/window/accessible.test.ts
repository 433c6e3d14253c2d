import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/vscode/chromium';
import { openPage, type OpenPage } from '../support/webview/openPage';
import { sampleEndpoint } from '../support/webview/sampleEndpoint';
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

    it(`the Resources page has nothing that axe finds, in ${theme}`, async () => {
      open = await openPage('resources', { browser, theme });
      await open.call('show', sampleSnapshot({ gpus: 2 }, 120));
      await open.page.locator('longshore-plot canvas').first().waitFor();
      assert.deepEqual(await violations(open.page), []);
    });
  }
});
