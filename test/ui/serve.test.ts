import assert from 'node:assert/strict';
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
  const ours = async () =>
    connect(engine).listContainers({ filters: { label: ['longshore.endpoint'], name: [name] } });

  const ask = async (): Promise<string> => askShop(url, name);

  before(async () => {
    assert.ok(vsix, 'LONGSHORE_TEST_VSIX is not set: run npm test, which makes the package.');
    const image = await servingImage(engine, 'served');
    writeShop(workspace.path, { name, image });
    const environment = { DOCKER_HOST: engine.host, LONGSHORE_RUNS: runs.path };
    browser = await launchChromium();
    server = await startServer({ version: 'current', extensions: [{ vsix }], environment });
    workbench = await openWorkbench({ server, browser, workspace: workspace.path, theme: 'dark' });
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

  it('is invoked as an endpoint of SageMaker is, and says who answered', async () => {
    await view().row(name).clickInlineAction('Invoke Local Endpoint…');
    await workbench.quickInput.choose('Typed…');
    await workbench.quickInput.fill('[[5.1, 3.5]]');
    await workbench.quickInput.choose('Send');
    const answer = workbench.webviewPanel('vscode.markdown-language-features');
    await answer.getByRole('heading', { name: new RegExp(`${name}: 200 in`) }).waitFor();
    await answer.getByText('green').first().waitFor();
    await view().row(name).clickInlineAction('Open Local Endpoint');
    await page().getByRole('heading', { name }).waitFor();
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
});
