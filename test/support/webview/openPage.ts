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
    const path = new URL(route.request().url()).pathname;
    await route.fulfill(path === '/' ? htmlOf(name, theme) : await fileOf(path, theme));
  });
  await page.addInitScript(standIn);
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

interface Answer {
  readonly contentType: string;
  readonly body: string;
}

function htmlOf(name: string, theme: Theme): Answer {
  const parts = { nonce: 'bm9uY2U=', source: origin, title: name, language: 'en', texts: {} };
  const html = pageHtml({ ...parts, script: `${origin}/${name}.js`, style: `${origin}/${name}.css` });
  const body = html.replace('<body>', `<body class="${themeVariables[theme].bodyClass}">`);
  return { contentType: 'text/html', body };
}

/** VS Code has set its variables before a page's own script runs; here they come with the style sheet. */
async function fileOf(path: string, theme: Theme): Promise<Answer> {
  const body = await readFile(`${built}${path}`, 'utf8');
  if (!path.endsWith('.css')) return { contentType: 'text/javascript', body };
  const { variables } = themeVariables[theme];
  const declarations = Object.entries(variables).map(([name, value]) => `--vscode-${name}: ${value};`);
  const root = `:root { background: ${variables['panel-background']}; ${declarations.join(' ')} }`;
  return { contentType: 'text/css', body: `${body}\n${root}` };
}

/** Runs in the page before its own script. What it remembers outlives a reload, as in VS Code. */
function standIn(): void {
  const posted: unknown[] = [];
  Reflect.set(window, 'posted', posted);
  // Methods, not arrows: tsx gives arrows their names with a function that the page does not have.
  Reflect.set(window, 'acquireVsCodeApi', () => ({
    postMessage(message: unknown) {
      posted.push(message);
    },
    getState() {
      return JSON.parse(sessionStorage.getItem('state') ?? 'null');
    },
    setState(state: unknown) {
      sessionStorage.setItem('state', JSON.stringify(state));
    },
  }));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
    // oxlint-disable-next-line no-console
    console.error(`Policy: ${violatedDirective} ${sample}`),
  );
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
