import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { connect } from '../support/engine/connection';
import { testEngine } from '../support/engine/engine';
import { ownFolder } from '../support/ownership';
import { removeContainers } from '../support/runs/removeContainers';
import { launchChromium } from '../support/vscode/chromium';
import type { Server } from '../support/vscode/server/startServer';
import { startServer } from '../support/vscode/server/startServer';
import { eventually } from '../support/workbench/eventually';
import { openWorkbench } from '../support/workbench/openWorkbench';
import type { Workbench } from '../support/workbench/workbench';

const vsix = process.env['LONGSHORE_TEST_VSIX'] ?? '';
const example = fileURLToPath(new URL('../../examples/train-iris', import.meta.url));

describe('A training run', () => {
  const workspace = ownFolder('training');
  const runs = ownFolder('runs');
  let browser: Browser;
  let server: Server;
  let workbench: Workbench;
  /** Also that of the image: nobody else has one like it. */
  const name = 'longshore-test-iris';
  const view = () => workbench.view('Runs');

  before(async () => {
    assert.ok(vsix, 'LONGSHORE_TEST_VSIX is not set: run npm test, which makes the package.');
    cpSync(example, workspace.path, { recursive: true });
    // The example as users get it, on the base that these machines have.
    const dockerfile = join(workspace.path, 'Dockerfile');
    const lines = readFileSync(dockerfile, 'utf8').replace(
      /^FROM .*$/m,
      'FROM longshore-test/python-base:latest',
    );
    writeFileSync(dockerfile, lines);
    const file = join(workspace.path, 'iris.train.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('{', `{\n  "name": "${name}",`));
    writeFileSync(
      join(workspace.path, 'train'),
      readFileSync(join(example, 'train'), 'utf8').replace(
        /^import json$/m,
        'import json\nimport pandas_is_missing',
      ),
    );
    const program = [
      'import signal, sys, time',
      'signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))',
      'print("still here", flush=True)',
      'time.sleep(600)',
    ].join('\n');
    const run = {
      image: 'longshore-test/python-base:latest',
      entrypoint: ['python3', '-c'],
      arguments: [program],
    };
    writeFileSync(join(workspace.path, 'long.train.json'), JSON.stringify(run, undefined, 2));
    const environment = { DOCKER_HOST: testEngine().host, LONGSHORE_RUNS: runs.path };
    browser = await launchChromium();
    server = await startServer({ version: 'current', extensions: [{ vsix }], environment });
    workbench = await openWorkbench({ server, browser, workspace: workspace.path, theme: 'dark' });
    await workbench.openContainer('SageMaker');
    await workbench.openFile(file);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await removeContainers(runs.path);
    await connect(testEngine()).getImage(`longshore/${name}:latest`).remove({ force: true });
    workspace.release();
    runs.release();
  });

  it('begins in an empty view that says how', async () => {
    await view().root.getByText('Nothing has been trained here yet.').waitFor();
  });

  it('fails with a reason, in the terminal, in a message and in the view', async () => {
    await workbench.editor.clickCodeLens('Train Locally');
    await workbench.notification(/iris failed after/).root.waitFor();
    const row = view().row(name);
    await row.root.waitFor();
    await row.expand();
    await view().root.getByText('pandas_is_missing').first().waitFor();
    await eventually(async () => assert.match(await workbench.terminalText(), /ModuleNotFoundError/));
  });

  it('completes when the program is mended, and leaves a model', async () => {
    const file = join(workspace.path, 'train');
    writeFileSync(file, readFileSync(join(example, 'train'), 'utf8'));
    await view().row(name).clickInlineAction('Train Again');
    await workbench.notification(/iris completed in/).root.waitFor();
    const [newest = ''] = readdirSync(runs.path).toSorted().toReversed();
    assert.ok(existsSync(join(runs.path, newest, 'artifacts', 'model.tar.gz')));
    await view().row(name).expand();
    await view().root.getByText('model.tar.gz').first().waitFor();
  });

  it('goes on when its window is closed, and is followed and stopped by the next one', async () => {
    await workbench.openFile('long.train.json');
    await workbench.editor.clickCodeLens('Train Locally');
    await eventually(async () => assert.match(await workbench.terminalText(), /still here/));
    await workbench.page.reload();
    await view().root.waitFor();
    await eventually(async () => assert.match(await view().row('long').text(), /Training/), 30);
    await eventually(async () => assert.match(await workbench.terminalText(), /still here/), 30);
    await view().row('long').clickInlineAction('Stop Run');
    await eventually(async () => {
      const folder = readdirSync(runs.path).find((each) => each.startsWith('long-')) ?? '';
      const record: unknown = JSON.parse(readFileSync(join(runs.path, folder, 'run.json'), 'utf8'));
      assert.ok(typeof record === 'object' && record && 'status' in record);
      assert.equal(record.status, 'stopped');
    }, 30);
  });
});
