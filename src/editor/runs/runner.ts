import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { metricsText, outcomeTitle, phaseText } from '../../core/run/describe';
import { RunControl } from '../../core/run/runControl';
import { watchedRun } from '../../core/resources/panel/watched';
import type { RunRecord } from '../../core/run/runRecord';
import { isPassing } from '../../core/run/runRecord';
import { isAbort } from '../../core/problem';
import type { RunFile } from '../../core/run/file/runFile';
import type { RunWorld } from '../../app/runs/prepareRun';
import type { Watching } from '../../app/runs/trainLocally';
import type { Services } from '../services';
import type { Histories } from '../resources/histories';
import { readSetting } from '../settings';
import { offerDebugger } from './offerDebugger';
import { RunTerminal } from './runTerminal';

interface Live {
  readonly control: RunControl;
  readonly terminal: vscode.Terminal;
  record: RunRecord | undefined;
}

interface Shown {
  readonly title: string;
  readonly hosts: number;
  /** What is known of a run that goes on. */
  readonly record: RunRecord | undefined;
}

/** The runs that this window started or took over. They outlive their terminals, and the window. */
export class Runner {
  readonly #services: Services;
  readonly #live = new Set<Live>();
  readonly #changed: (record: RunRecord) => void;
  readonly #histories: Histories;
  /** Links in a terminal work also when its run is over. */
  readonly #records = new WeakMap<vscode.Terminal, RunRecord>();
  /** The last one of each name that has nothing more to say: the next run takes its place. */
  readonly #ended = new Map<string, vscode.Terminal>();

  constructor(services: Services, histories: Histories, changed: (record: RunRecord) => void) {
    this.#services = services;
    this.#histories = histories;
    this.#changed = changed;
    services.scope.own({ dispose: () => this.#live.forEach(({ control }) => control.detach()) });
  }

  control(id: string): RunControl | undefined {
    return this.#find(id)?.control;
  }

  showTerminal(id: string): boolean {
    const live = this.#find(id);
    live?.terminal.show(true);
    return live !== undefined;
  }

  terminalOf(terminal: vscode.Terminal): RunRecord | undefined {
    return this.#records.get(terminal);
  }

  async train(
    run: RunFile,
    { text, path }: { readonly text: string; readonly path: string },
    runsFolder: string,
  ) {
    const { trainLocally } = await import('../../app/runs/trainLocally');
    const input = { run, text, runFile: path, runsFolder, follower: process.pid };
    const shown = { title: run.name ?? l10n.t('Training'), hosts: run.local.hosts, record: undefined };
    return this.#follow(shown, async (world, watching) => trainLocally(world, input, watching));
  }

  async resume(record: RunRecord): Promise<RunRecord | undefined> {
    const { resumeRun } = await import('../../app/runs/resumeRun');
    // Others look at the same disk meanwhile: one follower is enough.
    if (this.control(record.id)) return undefined;
    return this.#follow(
      { title: record.title, hosts: record.hosts.length, record },
      async (world, watching) => resumeRun(world, { record, follower: process.pid }, watching),
    );
  }

  async #follow(
    { title, hosts, record: known }: Shown,
    work: (world: RunWorld, watching: Watching) => Promise<RunRecord>,
  ): Promise<RunRecord | undefined> {
    const control = new RunControl();
    const pty = new RunTerminal(hosts, () => control.stop());
    const terminal = vscode.window.createTerminal({
      name: title,
      pty,
      iconPath: new vscode.ThemeIcon('beaker'),
    });
    terminal.show(true);
    this.#ended.get(title)?.dispose();
    const live: Live = { control, terminal, record: known };
    this.#live.add(live);
    if (known) this.#records.set(terminal, known);
    try {
      const world = await this.#services.world();
      const record = await this.#services.activity.run(
        l10n.t('Training {0}', title),
        async (signal, tell) => {
          signal.addEventListener('abort', () => control.stop(), { once: true });
          const report: Watching['report'] = (event, at, history) => {
            pty.show(event);
            if (event.kind === 'phase') tell(`${title}: ${phaseText(event.phase)}`);
            if (event.kind === 'phase' && event.phase === 'training' && at) void offerDebugger(at);
            if (!at) return;
            if (history) this.#histories.hear(watchedRun(at), event, history);
            if (isPassing(event)) return;
            live.record = at;
            this.#records.set(terminal, at);
            this.#changed(at);
          };
          const sampleEvery = readSetting('resources.interval');
          return work(world, { signal, control, report, sampleEvery });
        },
      );
      if (record.status === 'running') return undefined;
      pty.conclude(record);
      return record;
    } catch (error) {
      pty.say(isAbort(error) ? l10n.t('Stopped.') : error instanceof Error ? error.message : String(error));
      throw error;
    } finally {
      this.#live.delete(live);
      this.#ended.set(title, terminal);
    }
  }

  #find(id: string): Live | undefined {
    return [...this.#live].find(({ record }) => record?.id === id);
  }
}

/** Tells how it ended, with the next step at hand. */
export async function tellOutcome(
  record: RunRecord,
  act: { readonly showLog: () => Promise<void>; readonly openArtifacts: () => Promise<void> },
): Promise<void> {
  const { diagnosis, status } = record;
  const log = l10n.t('Show Log');
  const artifacts = l10n.t('Open Artifacts');
  if (status === 'failed') {
    const reason = diagnosis ? `${diagnosis.title}.` : record.failureReason;
    const text = [outcomeTitle(record), reason, diagnosis?.fixes[0]].filter(Boolean).join(' ');
    const chosen = await vscode.window.showErrorMessage(text, log);
    if (chosen === log) await act.showLog();
    return;
  }
  const buttons = record.artifacts.length > 0 ? [artifacts, log] : [log];
  const text = [outcomeTitle(record), metricsText(record)].filter(Boolean).join(' ');
  const chosen = await vscode.window.showInformationMessage(text, ...buttons);
  if (chosen === artifacts) await act.openArtifacts();
  if (chosen === log) await act.showLog();
}
