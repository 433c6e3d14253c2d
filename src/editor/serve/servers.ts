import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ServeInput } from '../../app/serve/serveLocally';
import { serveLocally } from '../../app/serve/serveLocally';
import { resumeServing } from '../../app/serve/resumeServing';
import { ServedWatch } from '../../app/serve/servedWatch';
import type { Serving } from '../../app/serve/servingStory';
import type { ServeWorld } from '../../app/serve/serveWorld';
import { watchedEndpoint } from '../../core/resources/panel/watchedEndpoint';
import { ServeControl } from '../../core/serve/serveControl';
import type { ServedEndpoint, ServeEvent } from '../../core/serve/servedEndpoint';
import { isOver } from '../../core/serve/servedEndpoint';
import { isAbort } from '../../core/problem';
import type { Histories } from '../resources/histories';
import { RunTerminal } from '../runs/runTerminal';
import type { Services } from '../services';
import { readSetting } from '../settings';
import { eventText, lineText } from './serveTexts';

interface Live {
  readonly control: ServeControl;
  readonly terminal: vscode.Terminal;
  readonly pty: RunTerminal;
  endpoint: ServedEndpoint | undefined;
  watch: ServedWatch | undefined;
}

type Work = (world: ServeWorld, serving: Serving) => Promise<ServedEndpoint>;

/** The local endpoints that this window started or took over. They outlive their terminals, and the window. */
export class Servers {
  readonly #services: Services;
  readonly #histories: Histories;
  readonly #changed: (endpoint: ServedEndpoint) => void;
  readonly #live = new Set<Live>();

  constructor(services: Services, histories: Histories, changed: (endpoint: ServedEndpoint) => void) {
    this.#services = services;
    this.#histories = histories;
    this.#changed = changed;
    services.scope.own({
      dispose: () => this.#live.forEach(({ control }) => control.ask({ kind: 'detach' })),
    });
  }

  control(id: string): ServeControl | undefined {
    return this.#find(id)?.control;
  }

  showTerminal(id: string): boolean {
    const live = this.#find(id);
    live?.terminal.show(true);
    return live !== undefined;
  }

  /** Resolves when it is over. */
  async serve(title: string, input: ServeInput): Promise<ServedEndpoint> {
    return this.#follow(title, undefined, async (world, serving) => serveLocally(world, input, serving));
  }

  async resume(endpoint: ServedEndpoint): Promise<ServedEndpoint | undefined> {
    if (this.control(endpoint.id)) return undefined;
    const told = { endpoint, follower: process.pid };
    return this.#follow(endpoint.name, endpoint, async (world, serving) =>
      resumeServing(world, told, serving),
    );
  }

  async #follow(title: string, known: ServedEndpoint | undefined, work: Work): Promise<ServedEndpoint> {
    const control = new ServeControl();
    const pty = new RunTerminal(1, () => control.ask({ kind: 'stop' }));
    const icon = new vscode.ThemeIcon('broadcast');
    const terminal = vscode.window.createTerminal({ name: title, pty, iconPath: icon });
    if (!known) terminal.show(true);
    const live: Live = { control, terminal, pty, endpoint: known, watch: undefined };
    this.#live.add(live);
    try {
      const world = await this.#services.world();
      return await this.#untilOver(world, live, title, work);
    } catch (error) {
      pty.say(isAbort(error) ? l10n.t('Stopped.') : error instanceof Error ? error.message : String(error));
      throw error;
    } finally {
      this.#live.delete(live);
      const trouble = await live.watch?.close();
      if (trouble !== undefined) pty.say(trouble);
      // What is kept over time ends here as well.
      if (live.endpoint) this.#tellHistory(live, 'ended');
    }
  }

  /** The status bar tells of it until all variants serve, or will not; what is asked to stop there stops. */
  async #untilOver(
    world: Awaited<ReturnType<Services['world']>>,
    live: Live,
    title: string,
    work: Work,
  ): Promise<ServedEndpoint> {
    const life = new AbortController();
    let begin: (value: undefined) => void = () => undefined;
    const begun = new Promise<undefined>((resolve) => (begin = resolve));
    const over = work(world, {
      signal: life.signal,
      control: live.control,
      report: (event, endpoint) => {
        this.#hear(world, live, event, endpoint);
        if (endpoint.status !== 'starting' || endpoint.variants.every(isSettled)) begin(undefined);
      },
    });
    void this.#services.activity.run(l10n.t('Starting {0}', title), async (signal) => {
      signal.addEventListener('abort', () => life.abort(), { once: true });
      await Promise.race([begun, over.catch(() => undefined)]);
    });
    return over;
  }

  #hear(
    world: Awaited<ReturnType<Services['world']>>,
    live: Live,
    event: ServeEvent,
    endpoint: ServedEndpoint,
  ): void {
    live.endpoint = endpoint;
    live.watch ??= new ServedWatch(world, {
      endpoint,
      interval: readSetting('resources.interval'),
      tell: ({ kind }) => this.#tellHistory(live, kind),
    });
    live.watch.hear(event);
    if (event.kind === 'line') return live.pty.raw(lineText(event, endpoint));
    const text = eventText(event, endpoint);
    if (text !== undefined) live.pty.say(text);
    if (event.kind !== 'progress') this.#changed(endpoint);
  }

  #tellHistory({ endpoint, watch }: Live, kind: Parameters<Histories['hear']>[1]['kind']): void {
    if (endpoint && watch && (kind === 'ended' || !isOver(endpoint)))
      this.#histories.hear(watchedEndpoint(endpoint), { kind }, watch.history);
  }

  #find(id: string): Live | undefined {
    return [...this.#live].find(({ endpoint }) => endpoint?.id === id);
  }
}

const isSettled = ({ phase }: ServedEndpoint['variants'][number]): boolean =>
  phase === 'serving' || phase === 'failed' || phase === 'stopped';
