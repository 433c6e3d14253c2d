import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Closeable } from '../core/scope';
import { commandId } from '../manifest/commandId';

interface Running {
  title: string;
  readonly abort: AbortController;
}

/** The one status item: there while something runs, and the way to stop it. */
export class Activity implements Closeable {
  readonly #item = vscode.window.createStatusBarItem(
    'longshore.activity',
    vscode.StatusBarAlignment.Left,
    50,
  );
  readonly #running = new Set<Running>();

  constructor() {
    this.#item.name = l10n.t('SageMaker Activity');
    this.#item.command = commandId('stopActivity');
  }

  /** The work may tell how far it is, which takes the place of the title. */
  async run<T>(
    title: string,
    work: (signal: AbortSignal, tell: (title: string) => void) => Promise<T>,
  ): Promise<T> {
    const running: Running = { title, abort: new AbortController() };
    this.#running.add(running);
    this.#draw();
    try {
      return await work(running.abort.signal, (told) => {
        running.title = told;
        this.#draw();
      });
    } finally {
      this.#running.delete(running);
      this.#draw();
    }
  }

  /** Stops the only thing that runs, or lets the user choose. */
  async stop(): Promise<void> {
    const running = [...this.#running];
    const [only] = running;
    if (running.length === 1) only?.abort.abort();
    if (running.length < 2) return;
    const items = running.map((each) => ({ label: each.title, each }));
    const chosen = await vscode.window.showQuickPick(items, {
      canPickMany: true,
      title: l10n.t('What should stop?'),
    });
    for (const item of chosen ?? []) item.each.abort.abort();
  }

  dispose(): void {
    for (const running of this.#running) running.abort.abort();
    this.#item.dispose();
  }

  #draw(): void {
    const titles = [...this.#running].map((each) => each.title);
    void vscode.commands.executeCommand('setContext', 'longshore.busy', titles.length > 0);
    if (titles.length === 0) return this.#item.hide();
    this.#item.text = `$(sync~spin) ${titles.length === 1 ? titles[0] : l10n.t('{0} tasks', titles.length)}`;
    this.#item.tooltip = [...titles, l10n.t('Click to stop.')].join('\n');
    this.#item.show();
  }
}
