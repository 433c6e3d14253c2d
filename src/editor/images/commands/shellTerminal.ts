import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { runShell } from '../../../app/images/runShell';
import type { Shell } from '../../../core/images/shell';
import { guard } from '../../register';
import { requireTrust } from '../../requireTrust';
import type { Services } from '../../services';

/** A shell in a container of an image, in a terminal: over the engine's own API, so that no docker program is needed. */
export async function openShell(services: Services, image: string, title: string): Promise<void> {
  requireTrust(l10n.t('A shell runs programs of the image: it needs a workspace that you trust.'));
  const world = await services.world();
  const shell = await services.activity.run(l10n.t('Starting a shell in {0}', title), async (signal) =>
    runShell(world, image, signal),
  );
  const pty = new ShellTerminal(services, shell);
  const terminal = vscode.window.createTerminal({ name: title, pty, iconPath: new vscode.ThemeIcon('vm') });
  services.scope.own({ dispose: () => pty.close() });
  terminal.show();
}

class ShellTerminal implements vscode.Pseudoterminal {
  readonly #write = new vscode.EventEmitter<string>();
  readonly #closed = new vscode.EventEmitter<number>();
  readonly onDidWrite = this.#write.event;
  readonly onDidClose = this.#closed.event;
  readonly #services: Services;
  readonly #shell: Shell;
  readonly #decoder = new TextDecoder();
  #isOver = false;

  constructor(services: Services, shell: Shell) {
    this.#services = services;
    this.#shell = shell;
  }

  open(size: vscode.TerminalDimensions | undefined): void {
    if (size) this.setDimensions(size);
    void guard(this.#services, async () => this.#follow(), 'shell');
  }

  setDimensions({ columns, rows }: vscode.TerminalDimensions): void {
    void guard(this.#services, async () => this.#shell.resize({ columns, rows }), 'shell');
  }

  handleInput(data: string): void {
    this.#shell.write(data);
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    void guard(this.#services, async () => this.#shell.close(), 'shell');
  }

  async #follow(): Promise<void> {
    for await (const bytes of this.#shell.output)
      this.#write.fire(this.#decoder.decode(bytes, { stream: true }));
    const code = await this.#shell.ended;
    this.#isOver = true;
    // Without a code the terminal would vanish with what stands in it.
    this.#closed.fire(code ?? 1);
  }
}
