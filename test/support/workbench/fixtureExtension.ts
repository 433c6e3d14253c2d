// A small extension that shows one of everything that the page objects can take hold of.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const fixtureId = 'longshore-tests.fixture';

const commands = ['greet', 'pick', 'pickMany', 'ask', 'confirm', 'openPanel', 'rename', 'pin', 'refresh'];

const manifest = {
  name: 'fixture',
  publisher: 'longshore-tests',
  version: '1.0.0',
  engines: { vscode: '^1.100.0' },
  main: './extension.js',
  contributes: {
    commands: commands.map((name) => ({
      command: `fixture.${name}`,
      title: name
        .replace(/^./, (letter) => letter.toUpperCase())
        .replace(/([A-Z])/g, ' $1')
        .trim(),
      category: 'Fixture',
      icon: '$(pin)',
    })),
    viewsContainers: {
      activitybar: [{ id: 'fixture', title: 'Fixture', icon: 'icon.svg' }],
      panel: [{ id: 'fixture-panel', title: 'Fixture Panel', icon: 'icon.svg' }],
    },
    views: {
      fixture: [
        { id: 'fixture.tree', name: 'Harbours' },
        { id: 'fixture.empty', name: 'Nothing' },
      ],
      'fixture-panel': [{ id: 'fixture.gauge', name: 'Gauge', type: 'webview' }],
    },
    viewsWelcome: [
      { view: 'fixture.empty', contents: 'There is nothing here yet.\n[Greet](command:fixture.greet)' },
    ],
    menus: {
      'view/title': [{ command: 'fixture.refresh', when: 'view == fixture.tree', group: 'navigation' }],
      'view/item/context': [
        { command: 'fixture.rename', when: 'view == fixture.tree', group: '1@1' },
        { command: 'fixture.pin', when: 'view == fixture.tree', group: 'inline' },
      ],
    },
  },
};

// Plain CommonJS: the fixture is not built.
const source = `
const { commands, languages, window, CodeLens, Hover, Range, StatusBarAlignment, TreeItem, Uri, ViewColumn } = require('vscode');

const children = { '': ['Europe', 'Asia'], Europe: ['Hamburg', 'Rotterdam'], Asia: ['Busan'] };
const page = (title) => '<!DOCTYPE html><html><body><h1>' + title + '</h1><button>Measure</button><p></p><script>' +
  'const api = acquireVsCodeApi();' +
  'document.querySelector("button").onclick = () => { document.querySelector("p").textContent = "42"; api.postMessage("measured"); };' +
  '</script></body></html>';
const show = (webview, title) => {
  webview.options = { enableScripts: true };
  webview.onDidReceiveMessage((text) => window.showInformationMessage(title + ' ' + text));
  webview.html = page(title);
};

exports.activate = (context) => {
  const own = (...things) => context.subscriptions.push(...things);
  const command = (name, handler) => own(commands.registerCommand('fixture.' + name, handler));
  const say = (text) => window.showInformationMessage(text);
  own(window.createTreeView('fixture.tree', {
    canSelectMany: true,
    treeDataProvider: {
      getChildren: (name) => children[name ?? ''] ?? [],
      getTreeItem: (name) => Object.assign(new TreeItem(name, children[name] ? 1 : 0), {
        description: children[name] ? children[name].length + ' harbours' : undefined,
        tooltip: 'About ' + name,
      }),
    },
  }));
  own(window.createTreeView('fixture.empty', { treeDataProvider: { getChildren: () => [], getTreeItem: (name) => name } }));
  own(window.registerWebviewViewProvider('fixture.gauge', { resolveWebviewView: (view) => show(view.webview, 'Gauge') }));
  const status = window.createStatusBarItem('state', StatusBarAlignment.Left);
  status.text = '$(pulse) Fixture idle';
  status.command = 'fixture.greet';
  status.show();
  own(status);
  own(languages.registerHoverProvider('plaintext', { provideHover: () => new Hover('A ship of the line') }));
  own(languages.registerCodeLensProvider('plaintext', {
    provideCodeLenses: () => [new CodeLens(new Range(0, 0, 0, 0), { title: 'Sail', command: 'fixture.greet' })],
  }));
  command('greet', async () => {
    const answer = await window.showInformationMessage('Ahoy there', 'Answer', 'Ignore');
    status.text = '$(pulse) Fixture ' + (answer ?? 'closed');
  });
  command('pick', async () => say('Picked ' + (await window.showQuickPick(['Red', 'Green', 'Green Light'], { title: 'A colour' }))));
  command('pickMany', async () => say('Picked all of ' + (await window.showQuickPick(['One', 'Two', 'Three'], { canPickMany: true })).join('+')));
  command('ask', async () => say('Named ' + (await window.showInputBox({
    title: 'A name', prompt: 'Give a name', validateInput: (text) => (text === 'bad' ? 'Not that one' : undefined),
  }))));
  command('confirm', async () => say('Chose ' + (await window.showWarningMessage('Sink it?', { modal: true, detail: 'For ever.' }, 'Sink'))));
  command('openPanel', () => show(window.createWebviewPanel('fixture.chart', 'Chart', ViewColumn.One).webview, 'Chart'));
  const note = (text) => { status.text = '$(pulse) ' + text; };
  command('rename', (name, names) => note('Renamed ' + (names ?? [name]).join('+')));
  command('pin', (name) => note('Pinned ' + name));
  command('refresh', () => note('Refreshed'));
};
`;

/** Writes the extension, for installing or for running under development. */
export function writeFixtureExtension(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'extension.js'), source);
  writeFileSync(
    join(folder, 'icon.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="9"/></svg>',
  );
}
