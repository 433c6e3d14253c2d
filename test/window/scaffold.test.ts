import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { ownFolder } from '../support/ownership';
import { launchChromium } from '../support/vscode/chromium';
import type { Server } from '../support/vscode/server/startServer';
import { startServer } from '../support/vscode/server/startServer';
import { eventually } from '../support/workbench/eventually';
import { openWorkbench } from '../support/workbench/openWorkbench';
import { chooseFromContextMenu } from '../support/workbench/parts/contextMenu';
import type { Workbench } from '../support/workbench/workbench';

const vsix = process.env['LONGSHORE_TEST_VSIX'] ?? '';

describe('Scaffolding a container', () => {
  const workspace = ownFolder('scaffold');
  const runs = ownFolder('runs');
  let browser: Browser;
  let server: Server;
  let workbench: Workbench;
  const input = () => workbench.quickInput;
  const isAt = async (step: string): Promise<void> =>
    eventually(async () => assert.equal(await input().title(), `Scaffold Container (${step})`));
  const answer = async (step: string, label: string): Promise<void> => {
    await isAt(step);
    await input().choose(label);
  };

  before(async () => {
    assert.ok(vsix, 'LONGSHORE_TEST_VSIX is not set: run npm test, which makes the package.');
    browser = await launchChromium();
    server = await startServer({
      version: 'current',
      extensions: [{ vsix }],
      environment: { LONGSHORE_RUNS: runs.path },
    });
    const team = join(workspace.path, 'team');
    mkdirSync(team);
    mkdirSync(join(workspace.path, '.vscode'));
    const settings = { 'longshore.scaffold.templates': ['team'] };
    writeFileSync(join(workspace.path, '.vscode/settings.json'), JSON.stringify(settings));
    const files = ['Dockerfile', 'run.sh'].map((path) => ({ path, from: path }));
    writeFileSync(join(team, 'longshore-template.json'), JSON.stringify({ title: 'Of our team', files }));
    writeFileSync(join(team, 'Dockerfile'), 'FROM scratch\n');
    writeFileSync(join(team, 'run.sh'), '# {{name}}\n');
    workbench = await openWorkbench({ server, browser, workspace: workspace.path, theme: 'dark' });
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    workspace.release();
    runs.release();
  });

  it('starts in the empty Runs view, asks with step numbers, and goes back with the answers kept', async () => {
    await workbench.openContainer('SageMaker');
    await workbench.view('Runs').root.getByText('Scaffold Container…').click();
    await answer('1/8', 'Build my own image');
    await answer('2/8', 'Plain Python');
    await answer('3/8', 'Train');
    // Nothing is served, so nobody asks with what.
    await answer('4/7', 'One');
    await answer('5/7', 'A program of its own');
    await isAt('6/7');
    await eventually(async () => assert.deepEqual(await input().labels(), ['3.12', '3.13', '3.14', '3.11']));
    for (const step of ['5/7', '4/7', '3/7']) {
      await input().goBack();
      await isAt(step);
    }
    await eventually(async () => assert.equal(await input().focused(), 'Train'));
    await input().choose('Train and serve');
    await answer('4/8', 'FastAPI');
    await answer('5/8', 'One');
    await answer('6/8', 'A program of its own');
    await answer('7/8', '3.13');
  });

  it('refuses a name that an image cannot have, and then writes all of it and opens the README', async () => {
    await isAt('8/8');
    await input().type('Iris');
    await eventually(async () => assert.match(await input().message(), /Use small letters/));
    await input().fill('iris');
    await workbench.page.getByRole('tab', { name: /Preview README\.md/ }).waitFor();
    const folder = join(workspace.path, 'iris');
    assert.deepEqual(readdirSync(folder).toSorted(), [
      '.dockerignore',
      '.gitattributes',
      '.github',
      '.gitignore',
      'Dockerfile',
      'README.md',
      'iam',
      'iris.endpoint.json',
      'iris.train.json',
      'requirements.txt',
      'sample',
      'src',
    ]);
    assert.match(readFileSync(join(folder, 'Dockerfile'), 'utf8'), /^FROM python:3\.13-slim$/m);
  });

  it('asks before it changes what is there', async () => {
    await workbench.runCommand('SageMaker: Scaffold Container…');
    await answer('1/8', 'Build my own image');
    await answer('2/8', 'scikit-learn');
    await answer('3/8', 'Train');
    await answer('4/7', 'One');
    await answer('5/7', 'A program of its own');
    await answer('6/7', '3.12');
    await isAt('7/7');
    await input().fill('iris');
    await workbench.dialog.clickButton('Keep Mine');
    await eventually(() => assert.ok(existsSync(join(workspace.path, 'iris', 'src', 'train'))));
    assert.match(readFileSync(join(workspace.path, 'iris', 'Dockerfile'), 'utf8'), /python:3\.13-slim/);
  });

  it('goes into the folder of the explorer that it was called on', async () => {
    await workbench.openContainer('Explorer');
    const folder = workbench.page.getByRole('treeitem', { name: 'iris', exact: true });
    await chooseFromContextMenu(workbench.page, folder, 'Scaffold Container…');
    await answer('1/8', 'Build my own image');
    await answer('2/8', 'Plain Python');
    await answer('3/8', 'Serve');
    await answer('4/6', 'Flask');
    await answer('5/6', '3.12');
    await isAt('6/6');
    await input().fill('server');
    await eventually(() => assert.ok(existsSync(join(workspace.path, 'iris', 'server', 'src', 'serve'))));
  });

  it('compares what is there with what would come, and overwrites only what was ticked', async () => {
    const folder = join(workspace.path, 'iris');
    const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
    const app = read('src/app.py');
    writeFileSync(join(folder, 'Dockerfile'), 'FROM mine\n');
    writeFileSync(join(folder, 'src/predictor.py'), '# mine\n');
    await workbench.runCommand('SageMaker: Scaffold Container…');
    await answer('1/8', 'Build my own image');
    await answer('2/8', 'Plain Python');
    await answer('3/8', 'Train and serve');
    await answer('4/8', 'FastAPI');
    await answer('5/8', 'One');
    await answer('6/8', 'A program of its own');
    await answer('7/8', '3.12');
    await isAt('8/8');
    await input().fill('iris');
    await workbench.dialog.clickButton('Compare and Choose…');
    const title = 'These files are there already. Which are overwritten?';
    await eventually(async () => assert.equal(await input().title(), title));
    const offered = await input().labels();
    assert.ok(offered.includes('Dockerfile') && offered.includes('src/predictor.py'), offered.join());
    await input().clickRowButton('Dockerfile', 'Compare');
    await workbench.page.getByRole('tab', { name: 'Dockerfile: mine ↔ new' }).waitFor();
    const sides = workbench.page.locator('.monaco-diff-editor .editor');
    await sides.locator('.view-line', { hasText: 'FROM mine' }).first().waitFor();
    await sides.locator('.view-line', { hasText: 'FROM python:3.12-slim' }).first().waitFor();
    await input().chooseAll('Dockerfile');
    await eventually(() => assert.match(read('Dockerfile'), /^FROM python:3\.12-slim$/m));
    assert.deepEqual([read('src/predictor.py'), read('src/app.py')], ['# mine\n', app]);
  });

  it('offers the template that the settings name, and opens what it made', async () => {
    await workbench.runCommand('SageMaker: Scaffold Container…');
    await eventually(async () => {
      const [first, ...others] = await input().labels();
      assert.deepEqual([first, others.at(-1)], ['Build my own image', 'Of our team']);
    });
    await answer('1/8', 'Of our team');
    await isAt('2/2');
    await input().fill('ours');
    // It has no README: the file that it names first is in front.
    await workbench.page.locator('.view-line', { hasText: 'FROM scratch' }).waitFor();
    assert.equal(readFileSync(join(workspace.path, 'ours', 'run.sh'), 'utf8'), '# ours\n');
  });
});
