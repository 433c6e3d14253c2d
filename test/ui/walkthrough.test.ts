import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { connect } from '../support/engine/connection';
import { testEngine } from '../support/engine/engine';
import { ownFolder } from '../support/ownership';
import { removeContainers } from '../support/runs/removeContainers';
import { dropScaffoldBase, makeScaffoldBase } from '../support/scaffold/baseImage';
import { launchChromium } from '../support/vscode/chromium';
import type { Server } from '../support/vscode/server/startServer';
import { startServer } from '../support/vscode/server/startServer';
import { answerWithDefaults } from '../support/workbench/answerWithDefaults';
import { eventually } from '../support/workbench/eventually';
import { openWorkbench } from '../support/workbench/openWorkbench';
import type { Workbench } from '../support/workbench/workbench';

const vsix = process.env['LONGSHORE_TEST_VSIX'] ?? '';
const name = 'longshore-test-first';
/** Seconds for an image with packages, on a slow machine. */
const patience = 180;

const steps = [
  'Scaffold a Container',
  'Read the Diagnostics',
  'Train Locally',
  'Look Into /opt/ml',
  'Serve and Invoke',
  'Push to Amazon ECR',
  'Roll Out',
];

describe('The walkthrough', function () {
  this.timeout((patience + 60) * 1000);
  const workspace = ownFolder('walkthrough');
  const runs = ownFolder('runs');
  const container = join(workspace.path, name);
  let base: string;
  let browser: Browser;
  let server: Server;
  let workbench: Workbench;
  const walkthrough = () => workbench.walkthrough;

  before(async () => {
    assert.ok(vsix, 'LONGSHORE_TEST_VSIX is not set: run npm test, which makes the package.');
    const environment = { DOCKER_HOST: testEngine().host, LONGSHORE_RUNS: runs.path };
    [base, browser, server] = await Promise.all([
      makeScaffoldBase(testEngine()),
      launchChromium(),
      startServer({ version: 'current', extensions: [{ vsix }], environment }),
    ]);
    workbench = await openWorkbench({ server, browser, workspace: workspace.path, theme: 'dark' });
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await removeContainers(runs.path);
    const built = connect(testEngine()).getImage(`longshore/${name}:latest`);
    await built.remove({ force: true }).catch(() => undefined);
    await dropScaffoldBase(testEngine());
    workspace.release();
    runs.release();
  });

  /** The steps so far are checked off, this one with them. */
  async function isDone(step: string): Promise<void> {
    await workbench.runCommand('SageMaker: Open Walkthrough');
    const wanted = steps.slice(0, steps.indexOf(step) + 1);
    await eventually(async () => assert.deepEqual(await walkthrough().done(), wanted));
  }

  async function act(step: string, button: string): Promise<void> {
    await walkthrough().select(step);
    await walkthrough().clickButton(button);
  }

  it('starts in an empty view, with seven steps to go', async () => {
    await workbench.openContainer('SageMaker');
    await workbench.view('Runs').root.getByText('Open Walkthrough').click();
    await eventually(async () => assert.deepEqual(await walkthrough().steps(), steps));
    assert.deepEqual(await walkthrough().done(), []);
  });

  it('offers a container where there is none to read about', async () => {
    await act('Serve and Invoke', 'Read How to Serve');
    const message = workbench.notification('There is no container with a README in this workspace.');
    assert.deepEqual(await message.buttons(), ['Scaffold Container…']);
    await message.dismiss();
    assert.deepEqual(await walkthrough().done(), []);
  });

  it('scaffolds with the usual answers', async () => {
    await act('Scaffold a Container', 'Scaffold Container…');
    await answerWithDefaults(workbench, name);
    await workbench.page.getByRole('tab', { name: /Preview README\.md/ }).waitFor();
    assert.ok(readdirSync(container).includes('Dockerfile'));
    await isDone('Scaffold a Container');
  });

  it('checks the new Dockerfile, which has no mistakes', async () => {
    await act('Read the Diagnostics', 'Check All Dockerfiles');
    await workbench.page.getByText('No problems have been detected in the workspace.').waitFor();
    await isDone('Read the Diagnostics');
  });

  it('trains, without a run file in front', async () => {
    // On the base that these machines have.
    const dockerfile = join(container, 'Dockerfile');
    writeFileSync(dockerfile, readFileSync(dockerfile, 'utf8').replace(/^FROM .*$/m, `FROM ${base}`));
    await act('Train Locally', 'Train Locally');
    const completed = workbench.notification(/completed in/).root;
    await completed.waitFor({ timeout: patience * 1000 });
    await isDone('Train Locally');
  });

  it('looks into /opt/ml of that run', async () => {
    await act('Look Into /opt/ml', 'Show Runs');
    const view = workbench.view('Runs');
    await view.row(name).expand();
    await view.row('/opt/ml').expand();
    await view.row('model').root.waitFor();
    await isDone('Look Into /opt/ml');
  });

  it('opens the README where it says how to serve, and where it says how to push', async () => {
    const { clickButton, clickLink } = {
      clickButton: async (label: string) => walkthrough().clickButton(label),
      clickLink: async (label: string) => walkthrough().clickLink(label),
    };
    for (const [step, click, label, heading] of [
      ['Serve and Invoke', clickButton, 'Read How to Serve', 'Serve'],
      ['Push to Amazon ECR', clickLink, 'Read How to Push', 'On SageMaker'],
    ] as const) {
      await walkthrough().select(step);
      await click(label);
      const page = workbench.webviewPanel('vscode.markdown-language-features');
      const place = page.getByRole('heading', { name: heading, exact: true });
      const isInSight = async () =>
        place.evaluate((element) => {
          const { top, bottom } = element.getBoundingClientRect();
          // Scrolled to, it may lie at the very edge.
          return bottom > 0 && top < innerHeight;
        });
      await eventually(async () => assert.ok(await isInSight(), heading));
      await isDone(step);
    }
  });

  it('ends with the code that starts the job on SageMaker', async () => {
    await act('Roll Out', 'Copy as Python SDK Code');
    await eventually(async () => {
      const copied = await workbench.page.evaluate(async () => navigator.clipboard.readText());
      assert.match(copied, /^import |^from /m);
      assert.match(copied, new RegExp(name));
    });
    await isDone('Roll Out');
  });

  it('leads into the folder of a container that was scaffolded where none was open', async () => {
    const elsewhere = await openWorkbench({ server, browser, workspace: undefined, theme: 'dark' });
    await elsewhere.runCommand('SageMaker: Scaffold Container…');
    await eventually(async () => assert.match(await elsewhere.quickInput.title(), /^Where Should/));
    // VS Code's own dialog writes the home folder into its line when it has looked that up, over what was typed before.
    await eventually(async () => {
      const title = await elsewhere.quickInput.title();
      if (title.startsWith('Where Should')) await elsewhere.quickInput.fill(`${workspace.path}/`);
      await sleep(500);
      assert.match(await elsewhere.quickInput.title(), /^Scaffold/);
    });
    await answerWithDefaults(elsewhere, 'elsewhere');
    const message = elsewhere.notification('The container is ready.');
    await message.clickButton('Open Folder');
    await elsewhere.page.waitForURL(/[?&]folder=/);
    await elsewhere.page.getByRole('treeitem', { name: 'elsewhere.train.json' }).waitFor();
    await elsewhere.close();
  });

  it('asks which container, now that there are two', async () => {
    await workbench.runCommand('SageMaker: Open Container README');
    const readmes = ['elsewhere/README.md', `${name}/README.md`];
    await eventually(async () => assert.deepEqual(await workbench.quickInput.labels(), readmes));
    await workbench.quickInput.cancel();
    await workbench.runCommand('SageMaker: Watch Last Run');
    const runFiles = ['elsewhere/elsewhere.train.json', `${name}/${name}.train.json`];
    await eventually(async () => assert.deepEqual(await workbench.quickInput.labels(), runFiles));
    await workbench.quickInput.cancel();
  });
});
