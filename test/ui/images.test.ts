import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Dockerode from 'dockerode';
import type { Browser } from 'playwright-core';
import { connect } from '../support/engine/connection';
import { emptyFront } from '../support/engine/emptyFront';
import { testEngine } from '../support/engine/engine';
import type { Front } from '../support/engine/front';
import { startPrivateFront } from '../support/engine/front';
import { loadScratchImage, removeTestImages } from '../support/engine/images';
import { ownFolder } from '../support/ownership';
import { writeContainerTools } from '../support/vscode/containerTools';
import { launchChromium } from '../support/vscode/chromium';
import type { ExtensionSource } from '../support/vscode/server/installExtension';
import type { Server } from '../support/vscode/server/startServer';
import { startServer } from '../support/vscode/server/startServer';
import { eventually } from '../support/workbench/eventually';
import { openWorkbench } from '../support/workbench/openWorkbench';
import type { Workbench } from '../support/workbench/workbench';

const vsix = process.env['LONGSHORE_TEST_VSIX'] ?? '';
const workspace = new URL('../../examples', import.meta.url).pathname;

/** A window with the installed package, in front of an engine of the test's choice. */
async function open(
  browser: Browser,
  host: string,
  { folder = workspace, peers = [] }: { folder?: string; peers?: readonly ExtensionSource[] } = {},
): Promise<{ server: Server; workbench: Workbench }> {
  assert.ok(vsix, 'LONGSHORE_TEST_VSIX is not set: run npm test, which makes the package.');
  const environment = { DOCKER_HOST: host };
  const server = await startServer({ version: 'current', extensions: [{ vsix }, ...peers], environment });
  const workbench = await openWorkbench({ server, browser, workspace: folder, theme: 'dark' });
  await workbench.openContainer('SageMaker');
  return { server, workbench };
}

describe('The Images view', () => {
  let browser: Browser;
  before(async () => (browser = await launchChromium()));
  after(async () => browser.close());

  describe('of a running engine', () => {
    let docker: Dockerode;
    let front: Front;
    let server: Server;
    let workbench: Workbench;
    let scratch: string;
    const tools = ownFolder('container-tools');
    const view = () => workbench.view('Images');
    const tag = async (name: string, of = scratch): Promise<void> =>
      void (await docker.getImage(of).tag({ repo: 'longshore-test/view', tag: name }));

    before(async () => {
      const engine = testEngine();
      docker = connect(engine);
      scratch = await loadScratchImage(engine);
      await removeTestImages(engine, 'view');
      front = await startPrivateFront(engine);
      writeContainerTools(tools.path, 'longshore-test/view:first');
      ({ server, workbench } = await open(browser, front.host, { peers: [{ folder: tools.path }] }));
      await tag('first');
      await view().row('longshore-test/view').root.waitFor();
      await view().row('longshore-test/view').expand();
    });
    after(async () => {
      await workbench.close();
      await server.stop();
      await front.stop();
      await removeTestImages(testEngine(), 'view');
      tools.release();
    });

    it('tells of each tag its size, age and architecture', async () => {
      await eventually(async () =>
        assert.match(await view().row('first').text(), /^first \d+ B · \d+ months ago · (?:amd64|arm64)/),
      );
      await eventually(async () =>
        assert.match(await view().row('first').tooltip(), /longshore-test\/view:first/),
      );
    });

    it('shows what the engine gets and loses, without being asked', async () => {
      await tag('second');
      await view().row('second').root.waitFor();
      await docker.getImage('longshore-test/view:second').remove();
      await view().row('second').root.waitFor({ state: 'detached' });
    });

    it('marks what a container uses', async () => {
      const container = await docker.createContainer({ Image: 'longshore-test/view:first', Cmd: ['/hello'] });
      await eventually(async () => assert.match(await view().row('first').text(), /in use/));
      await container.remove();
      await eventually(async () => assert.doesNotMatch(await view().row('first').text(), /in use/));
    });

    it('gives an image another name, and says what is wrong with a bad one', async () => {
      await view().row('first').chooseFromContextMenu('Tag Image…');
      await workbench.quickInput.type('longshore-test/View:third');
      await eventually(async () => assert.match(await workbench.quickInput.message(), /lower case/));
      await workbench.quickInput.fill('longshore-test/view:third');
      await view().row('third').root.waitFor();
    });

    it('says in the status bar what runs, and a click there stops it', async () => {
      const tagAs = async (name: string): Promise<void> => {
        await view().row('first').chooseFromContextMenu('Tag Image…');
        await workbench.quickInput.fill(name);
      };
      const item = workbench.statusBarItem('Tagging longshore-test/view:first');
      front.hold();
      await tagAs('longshore-test/view:late');
      await item.waitFor();
      front.admit();
      await view().row('late').root.waitFor();
      await item.waitFor({ state: 'hidden' });
      front.hold();
      await tagAs('longshore-test/view:never');
      await item.click();
      await item.waitFor({ state: 'hidden' });
      front.admit();
    });

    it('removes several at once, after asking', async () => {
      await tag('fourth');
      await view().row('fourth').root.waitFor();
      await view().row('third').select();
      await view().row('fourth').addToSelection();
      await view().row('fourth').chooseFromContextMenu('Remove Images…');
      assert.match(await workbench.dialog.text(), /Remove these 2 images\?/);
      await workbench.dialog.clickButton('Remove');
      await view().row('third').root.waitFor({ state: 'detached' });
      await view().row('fourth').root.waitFor({ state: 'detached' });
      assert.ok(await docker.getImage('longshore-test/view:first').inspect());
    });

    it('removes nothing when the question is declined', async () => {
      await view().row('first').chooseFromContextMenu('Remove Images…');
      await workbench.dialog.clickButton('Cancel');
      assert.ok(await docker.getImage('longshore-test/view:first').inspect());
    });

    it('says why an image cannot go, and what to do', async () => {
      const container = await docker.createContainer({
        Image: 'longshore-test/python-base:latest',
        Cmd: ['sleep', '60'],
      });
      await container.start();
      await docker
        .getImage('longshore-test/python-base:latest')
        .tag({ repo: 'longshore-test/view', tag: 'busy' });
      const { Id: id } = await docker.getImage('longshore-test/view:busy').inspect();
      assert.ok(id);
      await view().row('busy').root.waitFor();
      await eventually(async () => assert.match(await view().row('busy').text(), /running/));
      await view().row('busy').chooseFromContextMenu('Remove Images…');
      await workbench.dialog.clickButton('Remove');
      await view().row('busy').root.waitFor({ state: 'detached' });
      await container.remove({ force: true });
    });

    it('opens what the engine knows of an image', async () => {
      // A message that comes in this moment takes the focus, and the question goes.
      await eventually(async () => {
        await workbench.runCommand('SageMaker: Inspect Image');
        await workbench.quickInput.choose('longshore-test/view:first', { timeout: 3000 });
      });
      await eventually(async () =>
        assert.match(await workbench.editor.text(), /"Architecture"|"Id": "sha256:/),
      );
    });

    it('says what comes free with a group, once the engine has measured it', async () =>
      eventually(async () =>
        assert.match(await view().row('longshore-test/view').tooltip(), /Removing it frees at least \d+ B/),
      ));

    it('lends its commands to the rows of Container Tools', async () => {
      await workbench.focusView('Explorer', 'Container Images');
      const row = workbench.view('Container Images').row('longshore-test/view:first');
      await row.chooseFromContextMenu('Train Locally With Image…');
      await workbench.page.locator('.quick-input-title', { hasText: 'New Training Run File' }).waitFor();
      await workbench.quickInput.cancel();
      await workbench.openContainer('SageMaker');
    });

    it('says so when the engine stops, and fills again by itself when it is back', async () => {
      await front.close();
      await eventually(async () => assert.match((await view().welcome()).join(' '), /does not answer/));
      assert.deepEqual(await view().welcomeButtons(), ['Start Docker']);
      await front.open();
      await view().row('longshore-test/view').root.waitFor();
      await workbench.notification(/.*/).root.waitFor({ state: 'detached' });
    });

    it('asks nothing of the engine while nobody looks', async () => {
      await workbench.page.keyboard.press('ControlOrMeta+Shift+E');
      await eventually(() => assert.equal(front.connections(), 0));
      await workbench.openContainer('SageMaker');
      await view().row('longshore-test/view').root.waitFor();
    });
  });

  it('of an engine without images says how they come', async () => {
    const front = await emptyFront(testEngine());
    const { server, workbench } = await open(browser, front.host);
    await eventually(async () =>
      assert.match((await workbench.view('Images').welcome()).join(' '), /There are no images/),
    );
    await workbench.close();
    await server.stop();
    await front.stop();
  });

  it('of a context that is gone offers another', async () => {
    // Settings about the machine do not count from the user's own file in a remote window; a workspace's do.
    const folder = ownFolder('workspace');
    mkdirSync(join(folder.path, '.vscode'));
    writeFileSync(join(folder.path, '.vscode', 'settings.json'), '{ "longshore.docker.context": "gone" }');
    const { server, workbench } = await open(browser, testEngine().host, { folder: folder.path });
    const view = workbench.view('Images');
    await eventually(async () => assert.match((await view.welcome()).join(' '), /cannot be used/));
    await view.clickWelcomeButton('Switch Context…');
    await workbench.quickInput.choose('As the docker command line does');
    await view.row('longshore-test/python-base').root.waitFor();
    assert.doesNotMatch(readFileSync(join(folder.path, '.vscode', 'settings.json'), 'utf8'), /gone/);
    await workbench.close();
    await server.stop();
    folder.release();
  });

  it('opens the log when something is to be read', async () => {
    const { server, workbench } = await open(browser, 'unix:///nowhere/docker.sock');
    await eventually(async () =>
      assert.match((await workbench.view('Images').welcome()).join(' '), /does not answer/),
    );
    await workbench.runCommand('SageMaker: Show Log');
    // What it says cannot be seen here: the npm-packaged server comes without the writer of log files.
    await workbench.page.locator('.panel select, .panel .monaco-select-box').first().waitFor();
    await workbench.page.locator('.part.panel', { hasText: 'SageMaker Containers' }).waitFor();
    await workbench.close();
    await server.stop();
  });
});

describe('The Resources panel', () => {
  it('says honestly that nothing runs, in every theme', async () => {
    const browser = await launchChromium();
    const server = await startServer({ version: 'current', extensions: [{ vsix }] });
    for (const theme of ['dark', 'light', 'high-contrast'] as const) {
      const workbench = await openWorkbench({ server, browser, workspace, theme });
      await workbench.focusView('SageMaker Resources', 'Resources');
      await workbench.webviewView('longshore.longshore').getByText('Nothing runs.').waitFor();
      await workbench.close();
    }
    await server.stop();
    await browser.close();
  });
});
