import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { testEngine } from '../support/engine/engine';
import { ownFolder } from '../support/ownership';
import { removeContainers } from '../support/runs/removeContainers';
import { launchChromium } from '../support/vscode/chromium';
import type { Server } from '../support/vscode/server/startServer';
import { startServer } from '../support/vscode/server/startServer';
import { writeDebugExtension } from '../support/workbench/debugExtension';
import { eventually } from '../support/workbench/eventually';
import { openWorkbench } from '../support/workbench/openWorkbench';
import type { Workbench } from '../support/workbench/workbench';

const vsix = process.env['LONGSHORE_TEST_VSIX'] ?? '';
const image = 'longshore-test/python-base:latest';

describe('What is done with runs', () => {
  const workspace = ownFolder('past');
  const runs = ownFolder('past-runs');
  const extension = ownFolder('debugger');
  let browser: Browser;
  let server: Server;
  let workbench: Workbench;
  let port: number;
  const view = () => workbench.view('Runs');
  const write = (path: string, text: string): void => {
    const file = join(workspace.path, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const folders = (title: string): readonly string[] =>
    readdirSync(runs.path).filter((name) => name.startsWith(`${title}-`));
  const train = async (title: string): Promise<void> => {
    await workbench.openFile(`${title}.train.json`);
    await workbench.editor.clickCodeLens('Train Locally');
    await workbench.notification(`${title} completed in`).dismiss();
  };

  before(async () => {
    assert.ok(vsix, 'LONGSHORE_TEST_VSIX is not set: run npm test, which makes the package.');
    port = await freePort();
    write(
      'code/train.py',
      'import time\n\n\ndef fit():\n    time.sleep(1)\n    raise ValueError("no data")\n\n\nfit()\n',
    );
    const script = { image, entrypoint: ['python3', '/opt/ml/code/train.py'], local: { debug: port } };
    write('traced.train.json', JSON.stringify({ ...script, source: { folder: 'code', entry: 'train.py' } }));
    for (const [title, rate] of [
      ['slow', 0.1],
      ['fast', 0.5],
    ] as const) {
      const program = `print("loss=${1 - rate}"); open("/opt/ml/model/weights", "w").write("x" * ${rate * 1000})`;
      const run = { image, entrypoint: ['python3', '-c'], arguments: [program], hyperparameters: { rate } };
      write(`${title}.train.json`, JSON.stringify(run, undefined, 2));
    }
    writeDebugExtension(extension.path);
    const environment = { DOCKER_HOST: testEngine().host, LONGSHORE_RUNS: runs.path };
    browser = await launchChromium();
    const extensions = [{ vsix }, { folder: extension.path }];
    server = await startServer({ version: 'current', extensions, environment });
    workbench = await openWorkbench({ server, browser, workspace: workspace.path, theme: 'dark' });
    await workbench.openContainer('SageMaker');
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await removeContainers(runs.path);
    for (const folder of [workspace, runs, extension]) folder.release();
  });

  it('offers to attach a debugger, which is told the port and whose folders are whose', async () => {
    await workbench.openFile('traced.train.json');
    await workbench.editor.clickCodeLens('Train Locally');
    const offer = workbench.notification(`can be debugged on port ${port}`);
    await offer.clickButton('Attach Debugger');
    const attaching = workbench.notification('Attaching in ');
    const [, folder, configuration = ''] = /^Attaching in (.*?): (.*)$/s.exec(await attaching.text()) ?? [];
    assert.equal(folder, basename(workspace.path));
    const { __configurationTarget: _, ...given }: Record<string, unknown> = JSON.parse(configuration);
    assert.deepEqual(given, {
      name: 'traced',
      type: 'debugpy',
      request: 'attach',
      connect: { host: '127.0.0.1', port },
      pathMappings: [{ localRoot: join(workspace.path, 'code'), remoteRoot: '/opt/ml/code' }],
      justMyCode: true,
    });
    await attaching.dismiss();
  });

  it('leads from a line of a traceback to the line of the file in the workspace', async () => {
    await workbench.notification('traced failed after').dismiss();
    await eventually(async () => {
      await workbench.followTerminalLink('File "/opt/ml/code/train.py", line 6');
      assert.match(await workbench.editor.text(), /raise ValueError/);
    });
    await workbench.statusBarItem('Ln 6, Col 1').waitFor();
    await workbench.page.locator('.tab.active[aria-label^="train.py"]').waitFor();
  });

  it('compares two runs in a document', async () => {
    await train('slow');
    await train('fast');
    await view().row('slow').select();
    await view().row('fast').addToSelection();
    await view().row('fast').chooseFromContextMenu('Compare Runs');
    const page = workbench.webviewPanel('vscode.markdown-language-features');
    const cells = async (name: string) => page.locator('tr', { hasText: name }).locator('td').allInnerTexts();
    await eventually(async () =>
      assert.deepEqual(await cells('rate'), ['Hyperparameter', 'rate', '0.1', '0.5', '']),
    );
    assert.deepEqual(await cells('loss'), ['Metric', 'loss', '0.9', '0.5', '-0.4']);
    assert.deepEqual(await cells('weights'), ['Model file', 'weights', '100', '500', '+400']);
    assert.equal(await page.getByText(image).count(), 0, 'what is the same is left out');
  });

  it('asks before it deletes a run, and then its folder and its row are gone', async () => {
    const [folder = ''] = folders('traced');
    await view().row('traced').chooseFromContextMenu('Delete Runs…');
    assert.match(await workbench.dialog.text(), new RegExp(`Delete the run ${folder}\\?`));
    await workbench.dialog.clickButton('Cancel');
    assert.ok(existsSync(join(runs.path, folder, 'run.json')));
    await view().row('traced').chooseFromContextMenu('Delete Runs…');
    await workbench.dialog.clickButton('Delete');
    await view().row('traced').root.waitFor({ state: 'detached' });
    assert.deepEqual(folders('traced'), []);
    await view().row('fast').root.waitFor();
  });

  it('tells what runs and downloads take of the disk, and frees what may go', async () => {
    const cache = join(runs.path, '.cache/s3/ab');
    mkdirSync(cache, { recursive: true });
    writeFileSync(join(cache, 'abandoned'), 'x'.repeat(12_000));
    await workbench.runCommand('SageMaker: Free Disk Space of Runs…');
    await workbench.quickInput.root.getByText(/\d kB/).first().waitFor();
    await workbench.quickInput.chooseAll('slow');
    await workbench.dialog.clickButton('Delete');
    await workbench
      .notification('12 kB of downloads from S3 are used by no run any more.')
      .clickButton('Delete');
    await workbench.notification('12 kB are free again.').root.waitFor();
    assert.deepEqual([folders('slow'), folders('fast').length, readdirSync(cache)], [[], 1, []]);
    await view().row('slow').root.waitFor({ state: 'detached' });
    await view().row('fast').root.waitFor();
  });
});

async function freePort(): Promise<number> {
  const listening = createServer();
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  await new Promise((resolve) => listening.close(resolve));
  assert.ok(typeof address === 'object' && address);
  return address.port;
}
