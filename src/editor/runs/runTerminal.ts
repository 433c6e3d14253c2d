import * as vscode from 'vscode';
import type { RunEvent, RunRecord } from '../../core/run/runRecord';
import { outcomeLines, phaseText } from '../../core/run/describe';
import { type HostLine, HostLines } from '../../core/run/log/hostLines';

/** Characters that wait for a terminal which is slower than the program; older ones are in the log file. */
const mostWaiting = 2_000_000;
/** Milliseconds between two writes. */
const beat = 50;

/** What a run writes, with its colours and progress bars, and what happens to it, in grey. */
export class RunTerminal implements vscode.Pseudoterminal {
  readonly #write = new vscode.EventEmitter<string>();
  readonly onDidWrite = this.#write.event;
  readonly #stop: () => void;
  readonly #hosts: number;
  readonly #decoders = new Map<string, InstanceType<typeof TextDecoder>>();
  readonly #lines = new HostLines(() => new TextDecoder());
  #waiting: string[] = [];
  #length = 0;
  #isOpen = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(hosts: number, stop: () => void) {
    this.#hosts = hosts;
    this.#stop = stop;
  }

  open(): void {
    this.#isOpen = true;
    this.#soon();
  }

  close(): void {
    this.#isOpen = false;
    clearTimeout(this.#timer);
  }

  /** Ctrl-C, as in every terminal. */
  handleInput(data: string): void {
    if (data.includes('\u0003')) this.#stop();
  }

  show(event: RunEvent): void {
    switch (event.kind) {
      case 'phase':
        return event.phase === 'ended' ? undefined : this.say(`${phaseText(event.phase)} …`);
      case 'progress':
        return this.say(event.text);
      case 'output':
        return this.#put(
          this.#hosts > 1 ? named(this.#lines.push(event.host, event.bytes)) : this.#plain(event),
        );
      case 'containers':
      case 'metrics':
      case 'usage':
      case 'gpus':
      case 'note':
      case 'interrupted':
      case 'ended':
        return undefined;
    }
  }

  conclude(record: RunRecord): void {
    this.#put(named(this.#lines.end()));
    const [title = '', ...rest] = outcomeLines(record);
    const color = { completed: 32, failed: 31, stopped: 33, running: 34 }[record.status];
    this.#put(`\r\n\u001B[1;${color}m${title}\u001B[0m\r\n${rest.map((line) => `${line}\r\n`).join('')}`);
  }

  say(text: string): void {
    this.#put(`\u001B[90m${text}\u001B[0m\r\n`);
  }

  raw(text: string): void {
    this.#put(text.replaceAll(/\r?\n/g, '\r\n'));
  }

  #plain({ host, bytes }: { readonly host: string; readonly bytes: Uint8Array }): string {
    const decoder = this.#decoders.get(host) ?? new TextDecoder();
    this.#decoders.set(host, decoder);
    return decoder.decode(bytes, { stream: true }).replaceAll(/\r?\n/g, '\r\n');
  }

  #put(text: string): void {
    this.#waiting.push(text);
    this.#length += text.length;
    while (this.#length > mostWaiting && this.#waiting.length > 1)
      this.#length -= this.#waiting.shift()?.length ?? 0;
    this.#soon();
  }

  #soon(): void {
    if (!this.#isOpen || this.#length === 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#write.fire(this.#waiting.join(''));
      this.#waiting = [];
      this.#length = 0;
    }, beat);
  }
}

const named = (lines: readonly HostLine[]): string =>
  lines.map(({ host, text }) => `\u001B[${colorOf(host)}m${host}\u001B[0m ${text}\r\n`).join('');

const colorOf = (host: string): number => 31 + (Number(host.replace(/\D/g, '')) % 6);
