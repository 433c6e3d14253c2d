import assert from 'node:assert/strict';
import { basename } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import { Dialog } from './parts/dialog';
import { Editor } from './parts/editor';
import { Notification } from './parts/notification';
import { Problems } from './parts/problems';
import { QuickInput } from './parts/quickInput';
import { followTerminalLink } from './parts/terminalLink';
import { View } from './parts/view';
import { Walkthrough } from './parts/walkthrough';

const shortTimeout = { timeout: 3_000 };

/** A window of VS Code, as a user sees it. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly editor: Editor;
  readonly dialog: Dialog;
  readonly problems: Problems;
  readonly walkthrough: Walkthrough;

  constructor(page: Page) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.editor = new Editor(page);
    this.dialog = new Dialog(page);
    this.problems = new Problems(page);
    this.walkthrough = new Walkthrough(page);
  }

  /** Runs a command by the title that the palette shows, category included. */
  async runCommand(title: string): Promise<void> {
    await this.#pick('F1', `>${title}`, title);
    // A command that asks something does so in the same box.
    await eventually(async () => assert.doesNotMatch(await this.quickInput.value(), /^>/));
  }

  /** The window again, by VS Code's own command, which keeps first what is open. A page that is left otherwise has lost the last minute. */
  async reload(): Promise<void> {
    const title = 'Developer: Reload Window';
    const loaded = this.page.waitForEvent('load');
    await this.#pick('F1', `>${title}`, title);
    await loaded;
  }

  async openFile(path: string): Promise<void> {
    await this.#pick('ControlOrMeta+P', path, basename(path));
  }

  /** Shows what stands behind an icon of the activity bar. */
  async openContainer(title: string): Promise<void> {
    const item = this.page.locator(`.activitybar .action-item:has(a[aria-label^=${JSON.stringify(title)}])`);
    await item.waitFor();
    if (!(await item.evaluate((element) => element.classList.contains('checked')))) await item.click();
    await item.and(this.page.locator('.checked')).waitFor();
  }

  /** Shows and focuses a view wherever it stands, the panel included. */
  async focusView(container: string, view: string): Promise<void> {
    await this.runCommand(`${container}: Focus on ${view} View`);
  }

  view(name: string): View {
    return new View(this.page, name);
  }

  notification(text: string | RegExp): Notification {
    return new Notification(this.page, text);
  }

  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item:visible').filter({ hasText: text });
  }

  /** The page inside a webview that stands among the editors. */
  webviewPanel(extensionId: string): FrameLocator {
    return this.#webview(extensionId, ':not([src*="purpose=webviewView"])');
  }

  /** The page inside a webview that is a view of a side bar or of the panel. */
  webviewView(extensionId: string): FrameLocator {
    return this.#webview(extensionId, '[src*="purpose=webviewView"]');
  }

  /** The page of an extension that has only one in sight. A view that was hidden no longer says that it is one. */
  onlyWebview(extensionId: string): FrameLocator {
    return this.#webview(extensionId, '');
  }

  /** What stands in the terminal in front, as far as it is in sight. */
  async terminalText(): Promise<string> {
    const rows = this.page.locator('.terminal-wrapper.active .xterm-rows > div');
    return (await rows.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
  }

  /** Clicks on these words in the terminal in front, as one does on a link. */
  async followTerminalLink(words: string): Promise<void> {
    await followTerminalLink(this.page, words);
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  /** A colour of the theme in use, such as `editor.background`. */
  color(name: string): Promise<string> {
    const variable = `--vscode-${name.replaceAll('.', '-')}`;
    const root = this.page.locator('.monaco-workbench');
    return root.evaluate((element, key) => getComputedStyle(element).getPropertyValue(key).trim(), variable);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** What has just been loaded, a webview or an editor, takes the focus, and so closes the box or swallows the key. */
  async #pick(key: string, text: string, label: string): Promise<void> {
    await eventually(async () => {
      await this.page.keyboard.press(key);
      try {
        await this.quickInput.type(text, shortTimeout);
        await this.quickInput.choose(label, shortTimeout);
      } catch (error) {
        // An open palette does not learn of commands that extensions contribute later.
        await this.page.keyboard.press('Escape');
        throw error;
      }
    });
  }

  #webview(extensionId: string, kind: string): FrameLocator {
    const frame = this.page.locator(`iframe.webview.ready[src*="extensionId=${extensionId}"]${kind}:visible`);
    return frame.contentFrame().locator('iframe#active-frame').contentFrame();
  }
}
