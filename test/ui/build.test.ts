import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { connect } from '../support/engine/connection';
import { testEngine } from '../support/engine/engine';
import { removeTestImages, testLabel } from '../support/engine/images';
import { ownFolder } from '../support/ownership';
import { launchChromium } from '../support/vscode/chromium';
import type { Server } from '../support/vscode/server/startServer';
import { startServer } from '../support/vscode/server/startServer';
import { eventually } from '../support/workbench/eventually';
import { openWorkbench } from '../support/workbench/openWorkbench';
import type { Workbench } from '../support/workbench/workbench';

const vsix = process.env['LONGSHORE_TEST_VSIX'] ?? '';
const dockerfile = (command: string): string => `FROM longshore-test/python-base:latest
LABEL ${testLabel}=built run=${randomUUID()}
ARG GREETING=hello
RUN ${command}
`;

describe('Building an image', () => {
  const workspace = ownFolder('build');
  let browser: Browser;
  let server: Server;
  let workbench: Workbench;
  const image = () => connect(testEngine()).getImage('longshore-test/built:1').inspect();

  before(async () => {
    assert.ok(vsix, 'LONGSHORE_TEST_VSIX is not set: run npm test, which makes the package.');
    mkdirSync(join(workspace.path, 'iris'));
    writeFileSync(join(workspace.path, 'iris/Dockerfile'), dockerfile('echo before; echo reason >&2; false'));
    browser = await launchChromium();
    const environment = { DOCKER_HOST: testEngine().host };
    server = await startServer({ version: 'current', extensions: [{ vsix }], environment });
    workbench = await openWorkbench({ server, browser, workspace: workspace.path, theme: 'dark' });
    await workbench.openFile('iris/Dockerfile');
  });
  after(async () => {
    await workbench?.close();
    await browser?.close();
    await server?.stop();
    await removeTestImages(testEngine(), 'built');
    const label = [`${testLabel}=built`];
    await connect(testEngine()).pruneImages({ filters: { dangling: ['true'], label } });
    workspace.release();
  });

  it('is called after its folder, until it is called otherwise', async () => {
    await workbench.runCommand('SageMaker: Build Image…');
    await eventually(async () =>
      assert.equal((await workbench.quickInput.labels())[0]?.trim(), 'Build iris:latest'),
    );
    await workbench.quickInput.choose('Name');
    await workbench.quickInput.fill('longshore-test/built:1');
    await workbench.quickInput.choose('Build longshore-test/built:1');
  });

  it('shows on which line it failed, with what that said last', async () => {
    await workbench.notification(/failed at RUN echo before/).root.waitFor();
    await workbench.editor.squiggles('error').first().waitFor();
    assert.match(await workbench.editor.hover('before'), /reason/);
    assert.match(await workbench.editor.hover('before'), /docker build/);
  });

  it('remembers what it was called, forgets the mark, and tells what came of it', async () => {
    await workbench.notification(/failed at RUN echo before/).dismiss();
    writeFileSync(join(workspace.path, 'iris/Dockerfile'), dockerfile('echo $GREETING > /greeting'));
    await workbench.editor.squiggles('error').first().waitFor({ state: 'detached' });
    await workbench.runCommand('SageMaker: Build Image…');
    await workbench.quickInput.choose('Arguments');
    await workbench.quickInput.choose('GREETING');
    await workbench.quickInput.fill('hi');
    await workbench.quickInput.choose('Build longshore-test/built:1');
    const built = workbench.notification(/longshore-test\/built:1 is built: .*326 MB/);
    await built.clickButton('Push to ECR…');
    // There is no AWS in this window, and the push got as far as to ask for it.
    await workbench.notification(/No region is known/).root.waitFor();
    assert.equal((await image()).Architecture, 'amd64');
  });
});
