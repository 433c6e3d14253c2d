import * as l10n from '@vscode/l10n';
import type { LoadEvent, LoadOrder } from '../../app/load/loadOrder';
import { makeTarget } from '../../app/load/makeTarget';
import { runSteps } from '../../app/load/runSteps';
import { searchRate } from '../../app/load/searchRate';
import { storeLoad, storePage } from '../../app/load/storedLoads';
import { withEndpoint } from '../../app/load/withEndpoint';
import { given } from '../../core/json';
import type { LivePoint } from '../../core/load/panel/loadPanel';
import type { LoadState } from '../../core/load/panel/loadSnapshot';
import { usualSafety } from '../../core/load/report/foundRate';
import { goneNote, type LoadReport } from '../../core/load/report/loadReport';
import { reportMarkdown, reportSubject } from '../../core/load/report/reportMarkdown';
import { paceInWords } from '../../core/load/report/words';
import { isAbort, Problem } from '../../core/problem';
import type { LocalPlan } from '../../core/run/local/localPlan';
import type { Services } from '../services';
import type { Work } from './askWork';
import { compareStored } from './compareStored';
import { LoadPanelView } from './loadPanelView';
import { keepMeasuredRate } from './measuredRates';
import { showReport } from './showReport';

/** What is loaded. */
export interface LoadSubject {
  readonly name: string;
  /** Under which a measured rate is kept: of the endpoint and its variants. */
  readonly names: readonly string[];
  readonly url: string;
  readonly variant?: string;
  readonly containers: readonly string[];
  readonly gpus: LocalPlan['gpus'];
  /** The endpoint file that is to serve: then its address is known later. */
  readonly file?: string;
}

interface Input {
  readonly subject: LoadSubject;
  readonly payloads: readonly string[];
  readonly work: Work;
  /** Of runs. */
  readonly folder: string;
}

/** Milliseconds. */
const timeout = 60_000;
const shortestTry = 5000;
const errorShare = 0.01;
/** Beats of one step that are drawn. */
const mostPoints = 240;

/** A load test with its page, and again if the user likes. Closing the page stops it. */
export class LoadRun {
  readonly #services: Services;
  readonly #input: Input;
  readonly #view: LoadPanelView;
  #state: LoadState;
  #stop = new AbortController();
  #names: readonly string[];
  #kept: { readonly json: string; readonly page: string } | undefined;

  constructor(services: Services, input: Input) {
    this.#services = services;
    this.#input = input;
    this.#names = input.subject.names;
    this.#state = this.#fresh();
    this.#view = new LoadPanelView(services, this.#state.title, {
      stop: () => this.#stop.abort(),
      again: async () => this.start(),
      compare: async () => compareStored(services, input.folder, this.#kept?.json),
      document: async () => (this.#kept ? showReport(this.#kept.page) : undefined),
      closed: () => this.#stop.abort(),
    });
  }

  async start(): Promise<void> {
    if (this.#view.isClosed || (this.#state.state === 'running' && this.#state.status !== '')) return;
    this.#stop = new AbortController();
    this.#tell({ ...this.#fresh(), status: l10n.t('Begins…') });
    const { signal } = this.#stop;
    try {
      const report = await this.#services.activity.run(this.#state.title, async (stopped) => {
        stopped.addEventListener('abort', () => this.#stop.abort(), { once: true });
        return this.#load(signal);
      });
      await this.#keep(report);
    } catch (error) {
      const status =
        error instanceof Problem ? error.message : isAbort(error) ? l10n.t('Stopped.') : undefined;
      this.#tell({ state: 'failed', status: status ?? l10n.t('The load test ended by a mistake of ours.') });
      if (status === undefined) throw error;
    }
  }

  /** An endpoint file serves for this alone, unless it serves already. */
  async #load(signal: AbortSignal): Promise<LoadReport> {
    const world = await this.#services.world();
    const { subject, folder } = this.#input;
    const { file } = subject;
    if (file === undefined) return this.#loadAt(subject, signal);
    const say = (status: string): void => this.#tell({ status });
    const input = { file, runsFolder: folder, follower: process.pid };
    return withEndpoint(world, input, { signal, say }, async ({ variants, ...endpoint }) => {
      this.#names = [endpoint.name, ...variants];
      return this.#loadAt({ ...subject, ...endpoint, file, gpus: endpoint.file.local.gpus }, signal);
    });
  }

  async #loadAt(subject: LoadSubject, signal: AbortSignal): Promise<LoadReport> {
    const world = await this.#services.world();
    const { payloads, work } = this.#input;
    const requests = {
      payloads,
      whole: false,
      header: false,
      contentType: undefined,
      accept: undefined,
      answerType: undefined,
      timeout,
    };
    const { url, variant } = subject;
    const order: LoadOrder = {
      name: subject.name,
      ...given({ variant }),
      target: await makeTarget(world, { url, variant }, requests, signal),
      watched: { containers: subject.containers, gpus: subject.gpus },
    };
    const follow = { signal, report: (event: LoadEvent) => this.#hear(event) };
    if (work.kind === 'steps') return runSteps(world, order, work.steps, follow);
    const search = { limit: work.limit, errorShare, safety: usualSafety, milliseconds: shortestTry };
    return searchRate(world, order, { ...search, arrivals: 'even' }, follow);
  }

  async #keep(report: LoadReport): Promise<void> {
    const world = await this.#services.world();
    const json = await storeLoad(world, report, { folder: this.#input.folder });
    this.#kept = { json, page: await storePage(world, json, reportMarkdown(report)) };
    const { work } = this.#input;
    if (report.found)
      await keepMeasuredRate(this.#services, this.#names, { found: report.found, at: report.at });
    const { steps, found, notes } = report;
    const gone = goneNote(report);
    this.#tell({
      state: 'done',
      status: gone ?? '',
      subject: reportSubject(report),
      steps,
      found,
      notes: [...notes.filter((note) => note !== gone), l10n.t('Kept in {0}', json)],
      limit: work.kind === 'search' ? work.limit.milliseconds : undefined,
    });
  }

  #hear(event: LoadEvent): void {
    const { live, steps } = this.#state;
    switch (event.kind) {
      case 'step': {
        const pace = paceInWords(event.step.pace);
        const status =
          event.of === 0
            ? l10n.t('Tries {0}…', pace)
            : l10n.t('Step {0} of {1}: {2}…', event.index + 1, event.of, pace);
        return this.#tell({ status, live: [] });
      }
      case 'beat':
        return this.#tell({ live: [...live, pointOf(event.beat, live.at(-1))].slice(-mostPoints) });
      case 'stepped':
        return this.#tell({ steps: [...steps, event.report] });
    }
  }

  #tell(change: Partial<LoadState>): void {
    this.#state = { ...this.#state, ...change };
    this.#view.show(this.#state);
  }

  #fresh(): LoadState {
    const { subject, work } = this.#input;
    return {
      title: l10n.t('Load Test {0}', subject.name),
      subject: [subject.url, subject.variant].filter((part) => part !== undefined && part !== '').join(' · '),
      state: 'running',
      status: '',
      notes: [],
      steps: [],
      live: [],
      found: undefined,
      limit: work.kind === 'search' ? work.limit.milliseconds : undefined,
    };
  }
}

function pointOf(
  { seconds, answered, p50, p99 }: Extract<LoadEvent, { kind: 'beat' }>['beat'],
  before: LivePoint | undefined,
): LivePoint {
  const since = seconds - (before?.seconds ?? 0);
  return { seconds, answered: since > 0 ? answered / since : 0, p50, p99 };
}
