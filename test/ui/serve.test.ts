import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, FrameLocator } from 'playwright-core';
import { connect } from '../support/engine/connection';
import { testEngine } from '../support/engine/engine';
import { ownFolder } from '../support/ownership';
import { askShop, writeShop } from '../support/serve/servedShop';
import { servingImage } from '../support/serve/servingImage';
import { launchChromium } from '../support/vscode/chromium';
import type { Server } from '../support/vscode/server/startServer';
import { startServer } from '../support/vscode/server/startServer';
import { eventually } from '../support/workbench/eventually';
import { openWorkbench } from '../support/workbench/openWorkbench';
import type { Workbench } from '../support/workbench/workbench';

const vsix = process.env['LONGSHORE_TEST_VSIX'] ?? '';

describe('An endpoint on this machine', () => {
  const workspace = ownFolder('serving');
  const runs = ownFolder('served');
  const engine = testEngine();
  let browser: Browser;
  let server: Server;
  let workbench: Workbench;
  let url = '';
  const name = `shop-${process.pid}`;
  const view = () => workbench.view('Runs');
  const page = (): FrameLocator => workbench.webviewPanel('longshore.longshore');
  /** A document that is shown as a page. */
  const report = (): FrameLocator => workbench.webviewPanel('vscode.markdown-language-features');
  const ours = async () =>
    connect(engine).listContainers({ filters: { label: ['longshore.endpoint'], name: [name] } });

  const ask = async (): Promise<string> => askShop(url, name);

  const openPage = async (): Promise<void> => {
    await view().row(name).clickInlineAction('Open Local Endpoint');
    await page().getByRole('heading', { name }).waitFor();
  };

  /** Also when the page has the focus back, as it may take it by itself after its button was pressed. */
  const holds = async (work: () => Promise<void>): Promise<void> => {
    await workbench.quickInput.root.waitFor();
    // Beside what is on the page, and below the box.
    await page()
      .locator('body')
      .click({ position: { x: 6, y: 380 } });
    await work();
  };

  const compareBlueAndGreen = async (): Promise<void> => {
    await workbench.quickInput.choose('blue');
    await workbench.quickInput.choose('green');
    await workbench.quickInput.choose('rows.csv');
    await workbench.quickInput.fill('0');
    await report().getByRole('heading', { name: 'blue and green compared' }).waitFor();
  };

  const picture = async (of: string): Promise<void> => {
    const folder = process.env['LONGSHORE_PICTURES'];
    if (folder !== undefined) await workbench.screenshot(join(folder, `${of}.png`));
  };

  before(async () => {
    assert.ok(vsix, 'LONGSHORE_TEST_VSIX is not set: run npm test, which makes the package.');
    const image = await servingImage(engine, 'served');
    writeShop(workspace.path, { name, image });
    writeFileSync(join(workspace.path, 'rows.csv'), '1,2\n3,4\n');
    writeFileSync(join(workspace.path, 'broken.endpoint.json'), brokenFile(image));
    const environment = { DOCKER_HOST: engine.host, LONGSHORE_RUNS: runs.path };
    browser = await launchChromium();
    server = await startServer({ version: 'current', extensions: [{ vsix }], environment });
    workbench = await openWorkbench({
      server,
      browser,
      workspace: workspace.path,
      theme: 'dark',
    });
    await workbench.openContainer('SageMaker');
    await workbench.openFile('shop.endpoint.json');
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    for (const { Id } of await ours()) await connect(engine).getContainer(Id).remove({ force: true });
    workspace.release();
    runs.release();
  });

  it('comes into service from its file, and tells where it is', async () => {
    await workbench.editor.clickCodeLens('Serve Locally');
    await page().getByRole('heading', { name }).waitFor();
    await page().getByText('in service · on this machine').waitFor();
    url = await page().locator('code.address').innerText();
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    await eventually(async () => assert.match(await view().row(name).text(), /in service/));
    await eventually(async () => assert.match(await view().row('green').text(), /^green 10 % · in service/));
  });

  it('shows what it was asked and how it answered', async () => {
    for (let count = 0; count < 20; count += 1) await ask();
    await eventually(async () => assert.match(await view().row(name).text(), /20 requests/));
    await eventually(async () => {
      const counts = await page().locator('tbody tr td.number:nth-of-type(3)').allInnerTexts();
      assert.equal(
        counts.reduce((sum, each) => sum + Number(each), 0),
        20,
      );
    });
  });

  it('moves its traffic while it serves', async () => {
    const share = page().getByLabel('Traffic of green in percent');
    await share.fill('100');
    await share.press('Tab');
    await eventually(async () => assert.match(await view().row('green').text(), /^green 100 %/));
    for (let count = 0; count < 10; count += 1) assert.equal(await ask(), 'green');
  });

  it('is invoked from its page as an endpoint of SageMaker is, and says who answered', async () => {
    await page().getByRole('button', { name: 'Invoke…' }).click();
    await holds(async () => workbench.quickInput.choose('Typed…'));
    await workbench.quickInput.fill('[[5.1, 3.5]]');
    await holds(async () => workbench.quickInput.choose('Send'));
    await report()
      .getByRole('heading', { name: new RegExp(`${name}: 200 in`) })
      .waitFor();
    await report().getByText('green').first().waitFor();
    await openPage();
  });

  it('is loaded from its page, which draws while it runs and ends with what was found', async () => {
    await page().getByRole('button', { name: 'Load Test…' }).click();
    await holds(async () => workbench.quickInput.choose('rows.csv'));
    await holds(async () => workbench.quickInput.choose('Requests at Once'));
    await holds(async () => workbench.quickInput.fill('2 for 3s'));
    await page()
      .getByRole('heading', { name: `Load Test ${name}` })
      .waitFor();
    await page().getByText('Step 1 of 1: 2 at once…').waitFor();
    await page().getByRole('img', { name: 'Latency while the load runs' }).locator('canvas').waitFor();
    await page().getByText('Run Again').waitFor();
    const cells = await page().locator('.figure').first().locator('tbody tr').allInnerTexts();
    assert.equal(cells.length, 1);
    assert.match(cells[0] ?? '', /^2 at once\s+\d+\s+[\d.]+\/s\s+[\d.]+ ms/);
    await page().getByText('Kept in', { exact: false }).waitFor();
    await picture('load');
    await eventually(async () => assert.match(await view().row(name).text(), / \d{3,} requests/));
  });

  it('is found from its file when its variants are compared, by their answers and latencies', async () => {
    await workbench.openFile('shop.endpoint.json');
    await workbench.runCommand('SageMaker: Compare Variants…');
    await compareBlueAndGreen();
    await report().getByText('2 of 2 payloads differently', { exact: false }).waitFor();
    await report().getByRole('cell', { name: 'variant', exact: true }).first().waitFor();
    await picture('compared');
    assert.equal((await ours()).length, 2);
  });

  it('has its contract tested: the report names what is broken, and how to mend it', async () => {
    await workbench.openFile('broken.endpoint.json');
    await workbench.editor.clickCodeLens('Test Serving Contract');
    await report().getByRole('heading', { name: 'Serving Contract of broken' }).waitFor();
    await report()
      .getByRole('heading', { name: /^SC101: Starts with the word serve/ })
      .waitFor();
    await report()
      .getByRole('listitem')
      .filter({ hasText: /^broken: SC101, / })
      .waitFor();
    await report().getByText('Install it in the Dockerfile: RUN pip install torch.').waitFor();
    await report().getByRole('heading', { name: 'sound', exact: false }).first().waitFor();
    await picture('contract');
    const said = workbench.notification('Serving contract of broken: ');
    await said.clickButton('Open Endpoint File');
    await eventually(async () => assert.equal(await workbench.editor.squiggles('error').count(), 1));
    await openPage();
  });

  it('says why a variant is gone, and starts it again', async () => {
    const [container] = (await ours()).filter(({ Labels }) => Labels['longshore.variant'] === 'green');
    assert.ok(container);
    await connect(engine).getContainer(container.Id).kill();
    await page().getByRole('button', { name: 'Start green Again' }).click();
    await eventually(async () => assert.equal(await ask(), 'green'), 30);
    await eventually(async () => assert.match(await view().row('green').text(), /in service/));
  });

  it('has its /opt/ml below it, with the model that it serves', async () => {
    await view().row('blue').expand();
    await view().row('/opt/ml').expand();
    await view().row('model').expand();
    await view().root.getByText('weights.txt').waitFor();
    await view().row('blue').collapse();
  });

  it('outlives its window, page and address included', async () => {
    await workbench.reload();
    await view().root.waitFor();
    await eventually(async () => assert.match(await view().row(name).text(), /in service/), 30);
    await eventually(async () => assert.equal(await ask(), 'green'), 30);
    await page().getByText('in service · on this machine').waitFor();
  });

  it('stops, and leaves no container', async () => {
    await page().getByText('Stop', { exact: true }).click();
    await page().getByText('stopped · on this machine').waitFor();
    await eventually(async () => assert.match(await view().row(name).text(), /stopped/), 40);
    assert.deepEqual(await ours(), []);
    await assert.rejects(ask());
  });

  it('is started for a comparison alone when it does not serve', async () => {
    await workbench.openFile('shop.endpoint.json');
    await workbench.runCommand('SageMaker: Compare Variants…');
    assert.match(await workbench.quickInput.placeholder(), /shop\.endpoint\.json does not serve now/);
    await compareBlueAndGreen();
    await report().getByText('2 of 2 payloads differently', { exact: false }).waitFor();
    assert.deepEqual(await ours(), []);
  });
});

/** One variant that keeps the contract, and one that does not start. */
function brokenFile(image: string): string {
  const variant = (name: string, MODE: string) => ({ name, image, environment: { MODE } });
  const variants = [variant('sound', ''), variant('broken', 'dies')];
  return `${JSON.stringify({ name: 'broken', variants }, undefined, 2)}\n`;
}
