import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { windowAddress } from '../vscode/server/windowAddress';
import type { Server } from '../vscode/server/startServer';
import { themeSettings, type Theme } from './themes';
import { Workbench } from './workbench';

declare global {
  var longshoreWindows: Set<Workbench> | undefined;
}

export interface WorkbenchOptions {
  readonly server: Server;
  readonly browser: Browser;
  /** Without one, nothing is open. */
  readonly workspace: string | undefined;
  readonly theme: Theme;
}

/** Of the process: tests and their runner may load this module twice. */
const windows = (globalThis.longshoreWindows ??= new Set<Workbench>());

/** Pictures of every window that is open, for whoever wants to know why a test failed. Gives their files. */
export async function pictureWorkbenches(folder: string, name: string): Promise<readonly string[]> {
  const picture = async (workbench: Workbench, index: number): Promise<string> => {
    const file = join(folder, `${name.replaceAll(/[^\w-]+/g, '-')}-${index}.png`);
    await workbench.screenshot(file);
    return file;
  };
  return Promise.all([...windows].map(picture));
}

/**
 * Opens a window of its own profile and waits until VS Code stands.
 * Extensions are those that the server has installed: without the smoke test driver there are no others.
 */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const { server, theme } = options;
  server.configure(themeSettings(server.version, theme));
  const context = await options.browser.newContext({
    viewport: { width: 1400, height: 900 },
    colorScheme: theme === 'light' ? 'light' : 'dark',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.goto(windowAddress(server, options.workspace));
  await page.locator('.monaco-workbench').waitFor();
  await page.locator('.activitybar .action-item').first().waitFor();
  const workbench = new Workbench(page);
  windows.add(workbench);
  page.on('close', () => windows.delete(workbench));
  return workbench;
}
