import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { followLog } from '../../app/hosting/followLog';
import type { LogEvent } from '../../core/hosting/endpointLog';
import { logGroup, sourceOf } from '../../core/hosting/endpointLog';
import type { EndpointPlace } from '../../core/hosting/endpointPlace';
import { isAbort, Problem } from '../../core/problem';
import { logError } from '../register';
import type { Services } from '../services';

/** What the containers of an endpoint write, asked for as long as the terminal is open. */
export class LogTerminal implements vscode.Pseudoterminal {
  readonly #write = new vscode.EventEmitter<string>();
  readonly onDidWrite = this.#write.event;
  readonly #services: Services;
  readonly #place: EndpointPlace;
  readonly #closed = new AbortController();
  readonly #colors = new Map<string, number>();

  constructor(services: Services, place: EndpointPlace) {
    this.#services = services;
    this.#place = place;
  }

  open(): void {
    void this.#follow();
  }

  close(): void {
    this.#closed.abort();
    this.#write.dispose();
  }

  /** Ctrl-C, as in every terminal. */
  handleInput(data: string): void {
    if (!data.includes('\u0003') || this.#closed.signal.aborted) return;
    this.#say(l10n.t('No longer followed.'));
    this.#closed.abort();
  }

  async #follow(): Promise<void> {
    const { name, region, variant } = this.#place;
    const signal = this.#closed.signal;
    this.#say(l10n.t('{0} in {1}: the last hour, and what comes. Ctrl+C ends it.', logGroup(name), region));
    try {
      const { cloudLogs, clock } = await this.#services.world();
      const log = await cloudLogs.open({ profile: undefined, region });
      try {
        const followed = { endpoint: name, variant };
        let isQuiet = true;
        let isFirst = true;
        for await (const { events, isMissing, isLive } of followLog({ log, clock }, followed, signal)) {
          this.#put(events.map((event) => this.#line(event)).join(''));
          isQuiet &&= events.length === 0;
          if (isLive && isFirst && isQuiet) this.#say(isMissing ? noLog() : noNews());
          isFirst &&= !isLive;
        }
      } finally {
        log.close();
      }
    } catch (error) {
      if (isAbort(error)) return;
      logError(this.#services, 'endpoint log', error);
      this.#put(`\u001B[31m${lines(error instanceof Problem ? error.message : String(error))}\u001B[0m\r\n`);
    }
  }

  #line(event: LogEvent): string {
    const { variant, instance } = sourceOf(event);
    const time = new Date(event.at).toISOString().slice(11, 23);
    const source = [variant, shortened(instance)].filter(Boolean).join('/');
    const color = this.#colors.get(event.stream) ?? 31 + ((this.#colors.size + 3) % 6);
    this.#colors.set(event.stream, color);
    const text = lines(event.text.replace(/\s+$/, ''));
    return `\u001B[90m${time}\u001B[0m \u001B[${color}m${source}\u001B[0m ${text}\r\n`;
  }

  #say(text: string): void {
    this.#put(`\u001B[90m${text}\u001B[0m\r\n`);
  }

  #put(text: string): void {
    if (text !== '' && !this.#closed.signal.aborted) this.#write.fire(text);
  }
}

const noLog = (): string =>
  l10n.t(
    'There is no log yet: no container of this endpoint has written anything. Its first line makes the log, and comes here.',
  );

const noNews = (): string => l10n.t('Nothing was written in the last hour.');

const lines = (text: string): string => text.replaceAll(/\r?\n/g, '\r\n');

/** `AllTraffic/i-0123456789abcdef0`, as far as a person tells two of them apart. */
const shortened = (instance: string): string => instance.replace(/^(i-[0-9a-f]{6})[0-9a-f]+/, '$1');
