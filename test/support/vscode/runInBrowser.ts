// Runs an extension's tests as the desktop VS Code would, with a server and a headless browser in its place.
import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { ownFolder } from '../ownership';
import { launchChromium } from './chromium';
import { consoleFile, outputFolderVariable } from './hostResult';
import { startServer } from './server/startServer';
import { windowAddress } from './server/windowAddress';

/** Which server to start: the desktop VS Code that this replaces has its version built in. */
export const versionVariable = 'LONGSHORE_HOST_VERSION';

const limitMilliseconds = 300_000;

/** Takes the desktop's arguments and returns the exit code that the window asked for. */
export async function runInBrowser(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    options: {
      extensionDevelopmentPath: { type: 'string' },
      extensionTestsPath: { type: 'string' },
      'extensions-dir': { type: 'string' },
    },
  });
  const workspace = ownFolder('workspace');
  const server = await startServer({
    version: process.env[versionVariable] === 'oldest' ? 'oldest' : 'current',
    extensionsDirectory: String(values['extensions-dir']),
    smokeTestDriver: true,
  });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    return await runWindow(
      page,
      windowAddress(server, positionals[0] ?? workspace.path, {
        extensionDevelopmentPath: String(values['extensionDevelopmentPath']),
        extensionTestsPath: String(values['extensionTestsPath']),
      }),
    );
  } finally {
    await browser.close();
    await server.stop();
    workspace.release();
  }
}

function runWindow(page: Page, address: string): Promise<number> {
  const folder = process.env[outputFolderVariable] ?? '';
  page.on('console', (message) => {
    const [line = ''] = message.text().split('\n');
    if (message.type() === 'error') appendFileSync(consoleFile(folder), `${line.slice(0, 300)}\n`);
  });
  return new Promise((resolve, reject) => {
    page.on('crash', () => reject(new Error('The browser crashed.')));
    setTimeout(() => reject(new Error('The host tests did not end in time.')), limitMilliseconds).unref();
    // A window with the smoke test driver calls this when its tests are over.
    page
      .exposeFunction('codeAutomationExit', resolve)
      .then(() => page.goto(address))
      .catch(reject);
  });
}
