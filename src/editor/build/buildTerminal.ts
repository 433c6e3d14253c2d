import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { isAbort, Problem } from '../../core/problem';
import type { Built, BuildShow } from './buildRunner';
import { builtText } from './buildRunner';

type Work = (
  show: BuildShow,
  signal: AbortSignal,
) => Promise<{ readonly name: string; readonly built: Built | undefined }>;

/** The terminal of a task: its lines, what came of it, and the exit code that other tasks wait for. */
export class BuildTerminal implements vscode.Pseudoterminal {
  readonly #write = new vscode.EventEmitter<string>();
  readonly onDidWrite = this.#write.event;
  readonly #close = new vscode.EventEmitter<number>();
  readonly onDidClose = this.#close.event;
  readonly #name = new vscode.EventEmitter<string>();
  readonly onDidChangeName = this.#name.event;
  readonly #stop = new AbortController();
  readonly #work: Work;

  constructor(work: Work) {
    this.#work = work;
  }

  open(): void {
    void this.#run().then((code) => this.#close.fire(code));
  }

  /** The task was ended: so is the build. */
  close(): void {
    this.#stop.abort();
  }

  /** Ctrl-C, as in every terminal. */
  handleInput(data: string): void {
    if (data.includes('\u0003')) this.#stop.abort();
  }

  async #run(): Promise<number> {
    const say = (line: string): void => this.#write.fire(`${line.replaceAll(/\r?\n/g, '\r\n')}\r\n`);
    const show = { say, tell: (title: string) => this.#name.fire(title) };
    try {
      const { name, built } = await this.#work(show, this.#stop.signal);
      say(built ? `\u001B[1;32m${builtText(name, built)}\u001B[0m` : l10n.t('Not built.'));
      return built ? 0 : 1;
    } catch (error) {
      if (isAbort(error)) return 130;
      say(`\u001B[1;31m${error instanceof Error ? error.message : String(error)}\u001B[0m`);
      if (error instanceof Problem) return 1;
      throw error;
    }
  }
}
