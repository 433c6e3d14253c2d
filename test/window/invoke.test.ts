import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, FrameLocator } from 'playwright-core';
import { modelError, startStandInRuntime, type StandInRuntime } from '../support/hosting/runtime';
import { startStandInSageMaker, type StandInSageMaker } from '../support/hosting/standIn';
import { ownFolder } from '../support/ownership';
import { launchChromium } from '../support/vscode/chromium';
import type { Server } from '../support/vscode/server/startServer';
import { startServer } from '../support/vscode/server/startServer';
import { eventually } from '../support/workbench/eventually';
import { openWorkbench } from '../support/workbench/openWorkbench';
import type { Workbench } from '../support/workbench/workbench';

const vsix = process.env['LONGSHORE_TEST_VSIX'] ?? '';

describe('An endpoint is invoked', () => {
  const workspace = ownFolder('invoke');
  let browser: Browser;
  let aws: StandInSageMaker;
  let runtime: StandInRuntime;
  let server: Server;
  let workbench: Workbench;
  const endpoints = () => workbench.view('Endpoints');
  const page = (): FrameLocator => workbench.webviewPanel('vscode.markdown-language-features');

  before(async () => {
    assert.ok(vsix, 'LONGSHORE_TEST_VSIX is not set: run npm test, which makes the package.');
    writeFileSync(join(workspace.path, 'rows.csv'), 'width,height\n5.1,3.5\n4.9,x\n6.2,3.4\n');
    aws = await startStandInSageMaker();
    runtime = await startStandInRuntime();
    aws.make('iris', [
      { name: 'blue', weight: 0.9, instances: 2 },
      { name: 'green', weight: 0.1, instances: 1 },
    ]);
    browser = await launchChromium();
    server = await startServer({
      version: 'current',
      extensions: [{ vsix }],
      environment: { ...aws.environment, AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: runtime.url },
    });
    workbench = await openWorkbench({ server, browser, workspace: workspace.path, theme: 'dark' });
    await workbench.openContainer('SageMaker');
    await workbench.focusView('SageMaker', 'Endpoints');
  });
  after(async () => {
    await workbench?.close();
    await browser?.close();
    await server?.stop();
    await aws?.stop();
    await runtime?.stop();
    workspace.release();
  });

  it('with what is typed, to a variant of choice, and its answer is a page', async () => {
    runtime.answer(({ headers }) => ({
      headers: {
        'content-type': 'application/json',
        'x-amzn-invoked-production-variant': headers['x-amzn-sagemaker-target-variant'] ?? 'blue',
      },
      body: '{"species":"setosa"}',
    }));
    await endpoints().row('iris').clickInlineAction('Invoke Endpoint…');
    await workbench.quickInput.choose('Typed…');
    await workbench.quickInput.fill('[[5.1, 3.5]]');
    await workbench.quickInput.choose('Target Variant');
    await workbench.quickInput.choose('green');
    await workbench.quickInput.choose('Send');
    await page()
      .getByRole('heading', { name: /iris: 200 in \d+ ms/ })
      .waitFor();
    await page().getByText('"species": "setosa"').waitFor();
    const [sent] = runtime.requests;
    assert.equal(sent?.body.toString(), '[[5.1, 3.5]]');
    assert.equal(sent?.headers['content-type'], 'application/json');
    assert.equal(sent?.headers['x-amzn-sagemaker-target-variant'], 'green');
  });

  it('again, and leads to its log when the container fails', async () => {
    aws.writeLog(
      'iris',
      'blue/i-0123456789abcdef0',
      'Traceback (most recent call last):\n  File "serve.py"\nValueError: no',
    );
    runtime.answer(() => modelError(500, 'ValueError: no'));
    await endpoints().row('iris').chooseFromContextMenu('Invoke Endpoint Again…');
    await page().getByRole('heading', { name: 'iris: the container answered with 500' }).waitFor();
    assert.equal(runtime.requests.at(-1)?.body.toString(), '[[5.1, 3.5]]');
    await workbench.notification('The container of iris answered with 500').clickButton('Show Logs');
    await eventually(async () =>
      assert.match(await workbench.terminalText(), /blue\/i-012345.*Traceback[^]*ValueError: no/),
    );
  });

  it('row by row with a table, of which one row fails', async () => {
    runtime.answer(({ body }) =>
      body.toString().includes('x') ? modelError(400, 'no number') : { body: 'setosa' },
    );
    await workbench.openFile('rows.csv');
    // Extensions hear a little later than a person sees which editor is in front.
    await eventually(async () => {
      await endpoints().row('iris').clickInlineAction('Invoke Endpoint…');
      try {
        await workbench.quickInput.choose('The Whole Editor', { timeout: 3000 });
      } catch (error) {
        await workbench.quickInput.cancel();
        throw error;
      }
    }, 30);
    await workbench.quickInput.choose('Send as a Table, Row by Row');
    await workbench.quickInput.choose('Names of Columns, Not Sent');
    await page().getByRole('heading', { name: 'iris: 3 rows' }).waitFor();
    await page().getByText('1 failed').first().waitFor();
    await runtime.checkRequests();
    await aws.checkRequests();
  });
});
