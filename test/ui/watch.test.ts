import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { connect } from '../support/engine/connection';
import { testEngine } from '../support/engine/engine';
import { installFakeNvidiaSmi } from '../support/gpu/installFakeNvidiaSmi';
import { ownFolder } from '../support/ownership';
import { watchedRun } from '../support/runs/watchedRun';
import { removeContainers } from '../support/runs/removeContainers';
import { launchChromium } from '../support/vscode/chromium';
import type { Server } from '../support/vscode/server/startServer';
import { startServer } from '../support/vscode/server/startServer';
import { eventually } from '../support/workbench/eventually';
import { openWorkbench } from '../support/workbench/openWorkbench';
import type { Workbench } from '../support/workbench/workbench';

const vsix = process.env['LONGSHORE_TEST_VSIX'] ?? '';

describe('A run that is watched', () => {
  const workspace = ownFolder('watched');
  const runs = ownFolder('watched-runs');
  let browser: Browser;
  let server: Server;
  let workbench: Workbench;
  let restore: () => void = () => undefined;
  const view = () => workbench.view('Runs');
  const page = () => workbench.onlyWebview('longshore.longshore');
  /** `/opt/ml` of the only run, as it lies on this machine. */
  const ml = () => join(runs.path, readdirSync(runs.path)[0] ?? '', 'hosts/algo-1/ml');

  before(async () => {
    assert.ok(vsix, 'LONGSHORE_TEST_VSIX is not set: run npm test, which makes the package.');
    restore = installFakeNvidiaSmi({ LONGSHORE_GPU_COUNT: '2' });
    watchedRun(workspace.path);
    // The PATH of this process, and not that of a login shell.
    const environment = { DOCKER_HOST: testEngine().host, LONGSHORE_RUNS: runs.path, VSCODE_CLI: '1' };
    browser = await launchChromium();
    server = await startServer({ version: 'current', extensions: [{ vsix }], environment });
    workbench = await openWorkbench({ server, browser, workspace: workspace.path, theme: 'dark' });
    await workbench.openContainer('SageMaker');
    await workbench.openFile('watched.train.json');
    await workbench.editor.clickCodeLens('Train Locally');
    await view().row('watched').root.waitFor();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    restore();
    await removeContainers(runs.path);
    workspace.release();
    runs.release();
  });

  it('opens into its /opt/ml, which changes as the program writes', async () => {
    await view().row('/opt/ml').expand();
    await view().row('checkpoints').expand();
    await view().row('epoch-3.bin').root.waitFor({ timeout: 30_000 });
    await eventually(async () =>
      assert.match(await view().row('checkpoints').text(), /\d+ files · [\d.]+ kB/),
    );
    writeFileSync(join(ml(), 'model/by-hand.txt'), 'hello');
    await view().row('model').expand();
    await view().row('by-hand.txt').root.waitFor();
    await eventually(async () => assert.match(await view().row('by-hand.txt').text(), /5 B · just now/));
  });

  it('tells hyperparameters and channels for what they are', async () => {
    await view().row('input').expand();
    await view().row('data').expand();
    await eventually(async () => assert.match(await view().row('train').text(), /2 files · 12 B/));
    await view().row('config').expand();
    await view().row('hyperparameters.json').expand();
    await eventually(async () => assert.equal(await view().row('epochs').text(), 'epochs 500'));
    await view().row('input').collapse();
  });

  it('opens a file, which is read again when it changes', async () => {
    await view().row('by-hand.txt').select();
    await eventually(async () => assert.match(await workbench.editor.text(), /hello/));
    writeFileSync(join(ml(), 'model/by-hand.txt'), 'hello again');
    await eventually(async () => assert.match(await workbench.editor.text(), /hello again/));
  });

  it('has its processors, memory, cards and metrics in the panel', async () => {
    await view().row('watched').clickInlineAction('Show Resources and Metrics');
    for (const title of ['GPU Utilization', 'GPU Memory', 'Memory', 'Processors', 'loss', 'accuracy'])
      await page().getByText(title, { exact: true }).first().waitFor();
    await page().getByText('GPU 1').first().waitFor();
  });

  it('is in the status bar in a few letters, and a click there opens the panel', async () => {
    await workbench.statusBarItem(/GPU \d+ %/).waitFor();
  });

  it('is drawn again when the panel was hidden, with what came meanwhile', async () => {
    await workbench.runCommand('View: Toggle Panel Visibility');
    await page().getByText('GPU 1').first().waitFor({ state: 'hidden' });
    await workbench.statusBarItem(/GPU \d+ %/).click();
    await page().getByText('GPU Utilization', { exact: true }).first().waitFor();
  });

  it('can still be looked at when it is over, with its model as a folder', async () => {
    await view().row('watched').clickInlineAction('Stop Run');
    await workbench.notification(/watched was stopped/).root.waitFor();
    await view().row('/opt/ml').collapse();
    await view().row('model.tar.gz').expand();
    await view().row('weights.bin').root.waitFor();
    await page().getByText('Peak Memory').first().waitFor();
  });

  it('is no condition: the /opt/ml of any container is shown, live when the user allows it', async () => {
    const name = 'longshore-test-explored';
    const program = `
mkdir -p /opt/ml/model; echo 1 > /opt/ml/model/first; n=0
while sleep 0.3; do n=$((n+1)); echo $n > /opt/ml/model/step-$n; done`;
    const container = await connect(testEngine()).createContainer({
      name,
      Image: 'longshore-test/python-base:latest',
      Cmd: ['sh', '-c', program],
    });
    try {
      await container.start();
      await workbench.runCommand('SageMaker: Explore /opt/ml of Container…');
      await workbench.quickInput.choose(name);
      await workbench.dialog.clickButton('Watch Live');
      await view().row('watched').collapse();
      await view().row(name).expand();
      await view().row('model').expand();
      await view().row('first').select();
      await eventually(async () => assert.match(await workbench.editor.text(), /^1$/m));
      const seen = async () => Number(/(\d+) files/.exec(await view().row('model').text())?.[1]);
      const before = await seen();
      await eventually(async () => assert.ok((await seen()) > before + 3));
      await eventually(async () => assert.match(await view().row(name).text(), /live/));
      await view().row(name).clickInlineAction('Close Container');
      await view().row(name).root.waitFor({ state: 'detached' });
    } finally {
      await container.remove({ force: true });
    }
  });
});
