import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { pageHtml } from '../../../src/editor/pageHtml';
import type { Theme } from '../workbench/themes';
import { themeVariables } from './themes';

/** What a page asked of its host. */
export interface Posted {
  readonly call: string;
  readonly argument?: unknown;
}

/** One of our pages alone in Chromium, with the policy that it has in VS Code and a stand-in for VS Code's end of the line. */
export interface OpenPage {
  readonly page: Page;
  /** Calls a function of the page's side of its protocol. */
  readonly call: (name: string, argument: unknown) => Promise<void>;
  readonly posted: () => Promise<readonly Posted[]>;
  readonly useTheme: (theme: Theme) => Promise<void>;
  /** Whatever broke the policy, or was thrown. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

interface PageOptions {
  readonly browser: Browser;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
}

const origin = 'http://longshore.test';
const built = fileURLToPath(new URL('../../../dist/webview', import.meta.url));

export async function openPage(name: string, options: PageOptions): Promise<OpenPage> {
  const { browser, theme = 'dark', width = 1400, height = 700 } = options;
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.route(`${origin}/**`, async (route) => {
    const file = new URL(route.request().url()).pathname.slice(1);
    const type = { js: 'text/javascript', css: 'text/css' }[file.split('.').at(-1) ?? ''];
    await (type === undefined
      ? route.fulfill({ contentType: 'text/html', body: htmlOf(name, theme) })
      : route.fulfill({ contentType: type, body: await readFile(`${built}/${file}`) }));
  });
  await page.addInitScript(standIn, themeVariables[theme].variables);
  await page.goto(`${origin}/`);
  return {
    page,
    call: async (call, argument) =>
      page.evaluate((message) => window.postMessage(message, '*'), { call, argument }),
    posted: async () => page.evaluate(() => Reflect.get(window, 'posted')),
    useTheme: async (next) => page.evaluate(changeTheme, themeVariables[next]),
    complaints,
    close: async () => context.close(),
  };
}

function htmlOf(name: string, theme: Theme): string {
  const parts = { nonce: 'bm9uY2U=', source: origin, title: name, language: 'en', texts: {} };
  const html = pageHtml({ ...parts, script: `${origin}/${name}.js`, style: `${origin}/${name}.css` });
  return html.replace('<body>', `<body class="${themeVariables[theme].bodyClass}">`);
}

/** Runs in the page before its own script. What it remembers outlives a reload, as in VS Code. */
function standIn(variables: Readonly<Record<string, string>>): void {
  const posted: unknown[] = [];
  Reflect.set(window, 'posted', posted);
  Reflect.set(window, 'acquireVsCodeApi', () => ({
    postMessage: (message: unknown) => posted.push(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
    setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
  }));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
    // oxlint-disable-next-line no-console
    console.error(`Policy: ${violatedDirective} ${sample}`),
  );
  const paint = (): void => {
    const { style } = document.documentElement;
    style.setProperty('background', variables['panel-background'] ?? '');
    for (const [name, value] of Object.entries(variables)) style.setProperty(`--vscode-${name}`, value);
  };
  if (document.documentElement) paint();
  else
    new MutationObserver((_, observer) => {
      observer.disconnect();
      paint();
    }).observe(document, { childList: true });
}

function changeTheme({
  bodyClass,
  variables,
}: {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}): void {
  const { style } = document.documentElement;
  for (const name of [...style].filter((each) => each.startsWith('--vscode-'))) style.removeProperty(name);
  style.setProperty('background', variables['panel-background'] ?? '');
  for (const [name, value] of Object.entries(variables)) style.setProperty(`--vscode-${name}`, value);
  document.body.className = bodyClass;
}
