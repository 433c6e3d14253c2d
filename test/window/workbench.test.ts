import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { ownFolder } from '../support/ownership';
import { launchChromium } from '../support/vscode/chromium';
import { startServer, type Server } from '../support/vscode/server/startServer';
import { eventually } from '../support/workbench/eventually';
import { fixtureId, writeFixtureExtension } from '../support/workbench/fixtureExtension';
import { openWorkbench } from '../support/workbench/openWorkbench';
import type { Theme } from '../support/workbench/themes';
import type { Workbench } from '../support/workbench/workbench';

const version = process.env['LONGSHORE_UI_VERSION'] === 'oldest' ? 'oldest' : 'current';

describe(`The workbench driver on the ${version} VS Code`, () => {
  const folder = ownFolder('ui');
  const workspace = join(folder.path, 'workspace');
  const shots = process.env['LONGSHORE_SCREENSHOTS'] ?? join(folder.path, 'screenshots');
  let server: Server;
  let browser: Browser;
  let workbench: Workbench;

  before(async () => {
    const extension = join(folder.path, 'fixture');
    writeFixtureExtension(extension);
    mkdirSync(workspace);
    writeFileSync(join(workspace, 'log.txt'), 'fair winds\nfollowing seas\n');
    server = await startServer({ version, extensions: [{ folder: extension }] });
    browser = await launchChromium();
    workbench = await open('dark');
    await workbench.openContainer('Fixture');
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    folder.release();
  });

  const open = (theme: Theme) => openWorkbench({ server, browser, workspace, theme });

  /** Waits for the message, takes it away, and so leaves the window as it was. */
  const expectMessage = async (text: string) => {
    const message = workbench.notification(text);
    assert.equal(await message.text(), text);
    await message.dismiss();
  };

  it('reads and opens the rows of a tree', async () => {
    const tree = workbench.view('Harbours');
    await eventually(async () => assert.deepEqual(await tree.labels(), ['Europe', 'Asia']));
    assert.equal(await tree.row('Europe').text(), 'Europe 2 harbours');
    await tree.row('Europe').expand();
    await tree.row('Europe').expand();
    await eventually(async () =>
      assert.deepEqual(await tree.labels(), ['Europe', 'Hamburg', 'Rotterdam', 'Asia']),
    );
    await tree.row('Asia').expand();
    await tree.row('Asia').collapse();
    await eventually(async () =>
      assert.deepEqual(await tree.labels(), ['Europe', 'Hamburg', 'Rotterdam', 'Asia']),
    );
    assert.equal(await tree.row('Hamburg').tooltip(), 'About Hamburg');
  });

  it('selects several rows and reaches their actions', async () => {
    const tree = workbench.view('Harbours');
    await tree.row('Hamburg').select();
    await tree.row('Rotterdam').addToSelection();
    assert.deepEqual(
      [await tree.row('Hamburg').isSelected(), await tree.row('Asia').isSelected()],
      [true, false],
    );
    assert.deepEqual(await tree.row('Rotterdam').contextMenuTitles(), ['Rename']);
    await tree.row('Rotterdam').chooseFromContextMenu('Rename');
    await workbench.statusBarItem('Renamed Hamburg+Rotterdam').waitFor();
    await tree.row('Asia').clickInlineAction('Pin');
    await workbench.statusBarItem('Pinned Asia').waitFor();
    await tree.clickTitleAction('Refresh');
    await workbench.statusBarItem('Refreshed').waitFor();
  });

  it('reads the welcome of an empty view and a message with buttons', async () => {
    const empty = workbench.view('Nothing');
    assert.deepEqual(
      [await empty.welcome(), await empty.welcomeButtons()],
      [['There is nothing here yet.'], ['Greet']],
    );
    await empty.clickWelcomeButton('Greet');
    assert.deepEqual(await workbench.notification('Ahoy').buttons(), ['Answer', 'Ignore']);
    await workbench.notification('Ahoy').clickButton('Answer');
    await workbench.statusBarItem('Fixture Answer').waitFor();
  });

  it('answers a quick pick, an input box and a dialog', async () => {
    const { quickInput, dialog } = workbench;
    await workbench.runCommand('Fixture: Pick');
    assert.deepEqual(
      [await quickInput.title(), await quickInput.labels()],
      ['A colour', ['Red', 'Green', 'Green Light']],
    );
    await quickInput.choose('Green');
    await expectMessage('Picked Green');
    await workbench.runCommand('Fixture: Pick Many');
    await quickInput.chooseAll('One', 'Three');
    await expectMessage('Picked all of One+Three');
    await workbench.runCommand('Fixture: Ask');
    await quickInput.type('bad');
    await eventually(async () => assert.equal(await quickInput.message(), 'Not that one'));
    await quickInput.fill('good');
    await expectMessage('Named good');
    await workbench.runCommand('Fixture: Confirm');
    assert.match(await dialog.text(), /Sink it\?\s+For ever\./);
    assert.ok((await dialog.buttons()).includes('Sink'));
    await dialog.clickButton('Sink');
    await expectMessage('Chose Sink');
    await workbench.runCommand('Fixture: Pick');
    await quickInput.cancel();
    await expectMessage('Picked undefined');
  });

  it('reads an editor, its hover and its code lens', async () => {
    await workbench.openFile(join(workspace, 'log.txt'));
    await eventually(async () => assert.match(await workbench.editor.text(), /^fair winds\nfollowing seas/));
    assert.match(await workbench.editor.hover('following'), /A ship of the line/);
    await workbench.editor.clickCodeLens('Sail');
    await workbench.notification('Ahoy there').clickButton('Ignore');
    await workbench.statusBarItem('Fixture Ignore').waitFor();
  });

  it('reaches into a webview in a panel and in a view', async () => {
    await workbench.runCommand('Fixture: Open Panel');
    await workbench.focusView('Fixture Panel', 'Gauge');
    for (const [title, frame] of [
      ['Chart', workbench.webviewPanel(fixtureId)],
      ['Gauge', workbench.webviewView(fixtureId)],
    ] as const) {
      assert.equal(await frame.locator('h1').innerText(), title);
      await frame.getByRole('button', { name: 'Measure' }).click();
      assert.equal(await frame.locator('p').innerText(), '42');
      await expectMessage(`${title} measured`);
    }
  });

  for (const theme of ['dark', 'light', 'high-contrast'] as const) {
    it(`takes a picture in ${theme}`, async () => {
      const another = await open(theme);
      await another.openContainer('Fixture');
      await another.view('Harbours').row('Europe').expand();
      await another.view('Harbours').row('Rotterdam').select();
      await another.focusView('Fixture Panel', 'Gauge');
      await another.webviewView(fixtureId).locator('h1').waitFor();
      await another.screenshot(join(shots, `${theme}.png`));
      const background = await another.color('editor.background');
      assert.equal(background, { dark: '#1f1f1f', light: '#ffffff', 'high-contrast': '#000000' }[theme]);
      await another.close();
    });
  }
});
