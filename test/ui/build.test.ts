import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { StandInEcr } from '../support/ecr/standIn';
import { startStandInEcr } from '../support/ecr/standIn';
import { connect } from '../support/engine/connection';
import { testEngine } from '../support/engine/engine';
import { loadScratchImage, removeTestImages, testLabel } from '../support/engine/images';
import { ownFolder } from '../support/ownership';
import { launchChromium } from '../support/vscode/chromium';
import type { Server } from '../support/vscode/server/startServer';
import { startServer } from '../support/vscode/server/startServer';
import { eventually } from '../support/workbench/eventually';
import { openWorkbench } from '../support/workbench/openWorkbench';
import type { Workbench } from '../support/workbench/workbench';

const vsix = process.env['LONGSHORE_TEST_VSIX'] ?? '';
const failing = `FROM longshore-test/python-base:latest
LABEL ${testLabel}=built run=${randomUUID()}
RUN echo before; echo reason >&2; false
`;
/** On an image that is pushed in no time. */
const mended = `FROM longshore-test/scratch:latest
ARG GREETING=hello
LABEL ${testLabel}=built greeting=$GREETING
COPY . /program
`;

describe('Building an image', () => {
  const workspace = ownFolder('build');
  let browser: Browser;
  let ecr: StandInEcr;
  let server: Server;
  let workbench: Workbench;
  const image = () => connect(testEngine()).getImage('longshore-test/built:1').inspect();

  before(async () => {
    assert.ok(vsix, 'LONGSHORE_TEST_VSIX is not set: run npm test, which makes the package.');
    mkdirSync(join(workspace.path, 'iris'));
    writeFileSync(join(workspace.path, 'iris/Dockerfile'), failing);
    writeFileSync(join(workspace.path, 'iris/data.bin'), '');
    truncateSync(join(workspace.path, 'iris/data.bin'), 300_000_000);
    ecr = await startStandInEcr();
    await loadScratchImage(testEngine());
    browser = await launchChromium();
    const environment = { DOCKER_HOST: testEngine().host, ...ecr.environment };
    server = await startServer({ version: 'current', extensions: [{ vsix }], environment });
    workbench = await openWorkbench({ server, browser, workspace: workspace.path, theme: 'dark' });
    await workbench.openFile('iris/Dockerfile');
  });
  after(async () => {
    await workbench?.close();
    await browser?.close();
    await server?.stop();
    await ecr?.stop();
    await connect(testEngine())
      .getImage(`${ecr.registry.host}/longshore-test/built:1`)
      .remove()
      .catch(() => undefined);
    await removeTestImages(testEngine(), 'built');
    const label = [`${testLabel}=built`];
    await connect(testEngine()).pruneImages({ filters: { dangling: ['true'], label } });
    workspace.release();
  });

  it('is called after its folder until it is called otherwise, and asks before much is sent', async () => {
    await workbench.runCommand('SageMaker: Build Image…');
    await eventually(async () =>
      assert.equal((await workbench.quickInput.labels())[0]?.trim(), 'Build iris:latest'),
    );
    await workbench.quickInput.choose('Name');
    await workbench.quickInput.fill('longshore-test/built:1');
    await workbench.quickInput.choose('Build longshore-test/built:1');
    assert.match(await workbench.dialog.text(), /The build context is large: 300 MB in 2 files/);
    await workbench.dialog.clickButton('Leave Out…');
    await eventually(async () => assert.match((await workbench.quickInput.labels())[0] ?? '', /data\.bin/));
    await workbench.page.keyboard.press('Enter');
  });

  it('shows on which line it failed, with what that said last', async () => {
    await workbench.notification(/failed at RUN echo before/).root.waitFor();
    await workbench.editor.squiggles('error').first().waitFor();
    assert.match(await workbench.editor.hover('before'), /reason/);
    assert.match(await workbench.editor.hover('before'), /docker build/);
  });

  it('remembers what it was called, forgets the mark, and tells what came of it', async () => {
    assert.equal(readFileSync(join(workspace.path, 'iris/.dockerignore'), 'utf8'), 'data.bin\n');
    await workbench.notification(/failed at RUN echo before/).dismiss();
    writeFileSync(join(workspace.path, 'iris/Dockerfile'), mended);
    await workbench.editor.squiggles('error').first().waitFor({ state: 'detached' });
    await workbench.runCommand('SageMaker: Build Image…');
    await workbench.quickInput.choose('Arguments');
    await workbench.quickInput.choose('GREETING');
    await workbench.quickInput.fill('hi');
    await workbench.quickInput.choose('Build longshore-test/built:1');
    const built = workbench.notification(/longshore-test\/built:1 is built: /);
    await built.root.waitFor();
    const { Architecture, Config } = await image();
    assert.deepEqual([Architecture, Config.Labels['greeting']], ['amd64', 'hi']);
    await built.clickButton('Push to ECR…');
  });

  it('goes on into ECR, and appears there', async () => {
    await workbench.quickInput.choose('longshore-test/built');
    await workbench.quickInput.fill('1');
    await workbench.dialog.clickButton('Push');
    await workbench.notification(/longshore-test\/built:1 is in ECR/).root.waitFor();
    await workbench.openContainer('SageMaker');
    await workbench.focusView('SageMaker', 'Repositories');
    await workbench.view('Repositories').row('longshore-test/built').expand();
    await workbench.view('Repositories').row('1').root.waitFor();
  });

  it('is a task from then on, which builds it as it was built', async () => {
    await workbench.runCommand('Tasks: Run Build Task');
    await workbench.quickInput.choose('SageMaker build: longshore-test/built:1');
    await eventually(async () =>
      assert.match(await workbench.terminalText(), /longshore-test\/built:1 is built: /),
    );
  });
});
