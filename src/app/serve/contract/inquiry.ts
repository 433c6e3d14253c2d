import * as l10n from '@vscode/l10n';
import { folderOf, joinPath, resolvePath } from '../../../core/paths';
import type { Calls, Seen, Trial } from '../../../core/serve/contract/evidence';
import type { Probe } from '../../../core/serve/contract/rule';
import type { ContractTarget } from '../../../core/serve/contract/targets';
import { isArchive } from '../../../core/endpoint/file/modelKind';
import type { HttpAnswer } from '../../../core/serve/ports';
import { askModels, modelName, unloadModel } from './askModels';
import { Asker, type Sample } from './asker';
import { askToStop } from './askToStop';
import { askBurst, askBusy, askRest, askTogether } from './askWell';
import { askEmpty, askLarge, askWrongType } from './askWrongly';
import type { ContractWorld } from './contractWorld';
import { isWell, seen } from './seen';
import type { LiveTrial } from './startTrial';
import type { TrialStarter } from './trialStarter';

export interface Inquest {
  readonly target: ContractTarget;
  /** The endpoint file; absolute. */
  readonly file: string;
  readonly sample: Sample | undefined;
  readonly probes: ReadonlySet<Probe>;
  readonly starter: TrialStarter;
  readonly step: (text: string) => void;
  /** Milliseconds since 1970, when nothing more is begun. */
  readonly deadline: number;
}

export interface Findings {
  readonly main: Trial;
  readonly calls: Calls;
  /** To the sample. */
  readonly answer: HttpAnswer | undefined;
}

/** Milliseconds in which the engine sees that a program has ended. */
const fallTime = 1000;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Asks one container all there is to ask, and starts it afresh where a question has ended it. */
export class Inquiry {
  readonly #world: ContractWorld;
  readonly #quest: Inquest;
  readonly #signal: AbortSignal;
  readonly #calls: Mutable<Calls> = {};
  readonly #connects: number[] = [];
  #main: Trial | undefined;
  #answer: HttpAnswer | undefined;
  /** It ended without being asked anything: whatever else is tried would be blamed for that. */
  #isFickle = false;
  #trial: LiveTrial | undefined;
  #asker: Asker | undefined;

  constructor(world: ContractWorld, quest: Inquest, signal: AbortSignal) {
    this.#world = world;
    this.#quest = quest;
    this.#signal = signal;
  }

  async run(): Promise<Findings> {
    try {
      this.#quest.step(l10n.t('starting it as hosting does'));
      await this.#start();
      if (this.#trial?.start.ready !== undefined) await this.#askAll();
      const main = (this.#main ??= await this.#told(undefined));
      this.#calls.connects = this.#connects;
      return { main, calls: this.#calls, answer: this.#answer };
    } finally {
      await this.#leave(this.#signal.aborted ? 0 : 1);
    }
  }

  async #start(): Promise<void> {
    const { starter, target } = this.#quest;
    this.#trial = await starter.start({}, this.#signal);
    const { multiModel } = target.subject;
    const path = multiModel ? `/models/${modelName}/invoke` : '/invocations';
    const headers = {
      accept: this.#quest.sample?.accept ?? '*/*',
      ...(multiModel ? { 'x-amzn-sagemaker-target-model': `${modelName}.tar.gz` } : {}),
    };
    this.#asker = new Asker(this.#world, this.#trial.address, { path, headers });
    if (multiModel && this.#trial.start.ready !== undefined) await this.#loadModel();
  }

  async #askAll(): Promise<void> {
    const { target, sample, probes } = this.#quest;
    const signal = this.#signal;
    const world = this.#world;
    const calls = this.#calls;
    const isAsked = !target.subject.multiModel || calls.models?.load !== undefined;
    const request = isAsked ? sample : undefined;
    await this.#try('rest', l10n.t('asking /ping'), async ({ asker }) => {
      const pings = await askRest(world, asker, signal);
      // What has ended is not slow.
      calls.pings = (await this.#trial?.isAlive(signal)) ? pings : pings.filter(isAnswered);
    });
    if (request) await this.#askWell(request);
    await this.#try('wrong-type', l10n.t('sending an unknown content type'), async (on) => {
      calls.wrongType = await askWrongType(world, { ...on, sample: request }, signal);
    });
    await this.#try('empty', l10n.t('sending an empty body'), async (on) => {
      calls.empty = await askEmpty(world, { ...on, sample: request }, signal);
    });
    await this.#try('large', l10n.t('sending large bodies'), async (on) => {
      const rude = { ...on, sample: request };
      calls.large = await askLarge(world, rude, target.subject.isServerless, signal);
    });
    if (calls.models?.load && probes.has('models'))
      await this.#try('models', l10n.t('unloading the model'), async ({ asker }) => {
        if (calls.models) calls.models = { ...calls.models, unload: await unloadModel(asker, signal) };
      });
    const isLoaded = calls.models?.unload === undefined;
    const answered = isLoaded && this.#answer && isWell(this.#answer) ? request : undefined;
    await this.#try('stop', l10n.t('stopping it'), async ({ trial, asker }) => {
      this.#main ??= await this.#told(undefined);
      calls.stop = await askToStop(world, { trial, asker, sample: answered }, signal);
      this.#trial = undefined;
    });
  }

  async #askWell(sample: Sample): Promise<void> {
    const signal = this.#signal;
    const world = this.#world;
    const calls = this.#calls;
    await this.#try('sample', l10n.t('sending the sample'), async ({ asker }) => {
      this.#answer = await asker.invoke(sample, signal);
      calls.sample = seen(this.#answer);
      if (calls.models) calls.models = { ...calls.models, invoke: calls.sample };
    });
    if (!this.#answer || !isWell(this.#answer)) return;
    await this.#try('together', l10n.t('sending several requests at once'), async ({ asker }) => {
      calls.together = await askTogether(asker, sample, signal);
    });
    await this.#try('busy', l10n.t('asking /ping while it works'), async ({ asker }) => {
      calls.busy = await askBusy(world, asker, sample, signal);
    });
    await this.#try('burst', l10n.t('sending many requests'), async ({ asker, trial }) => {
      const [container = ''] = trial.live.containers;
      const burst = await askBurst(world, container, { asker, sample }, signal);
      if (burst) calls.burst = burst;
    });
  }

  /** What ended a container is told of the first one; the next question gets a fresh one. */
  async #try(
    probe: Probe,
    what: string,
    work: (on: { readonly trial: LiveTrial; readonly asker: Asker }) => Promise<void>,
  ): Promise<void> {
    const { probes, step, deadline } = this.#quest;
    if (this.#isFickle || !probes.has(probe) || this.#world.clock.now() > deadline) return;
    if (!this.#trial) await this.#start();
    const [trial, asker] = [this.#trial, this.#asker];
    if (trial?.start.ready === undefined || !asker) return;
    step(what);
    await work({ trial, asker });
    this.#connects.push(...asker.takeConnects());
    if (!this.#trial) return;
    if (asker.takeBreak()) await this.#world.clock.sleep(fallTime, this.#signal);
    if (await trial.isAlive(this.#signal)) return;
    this.#isFickle = probe === 'rest';
    this.#main ??= await this.#told(this.#isFickle ? undefined : what);
    await this.#leave(0);
  }

  async #told(during: string | undefined): Promise<Trial> {
    if (!this.#trial) throw new Error('Nothing was started.');
    return this.#trial.tell(during, this.#signal);
  }

  async #leave(grace: number): Promise<void> {
    const trial = this.#trial;
    this.#trial = undefined;
    await trial?.stop(grace);
  }

  /** As hosting lays a model of many: unpacked, under a name that says nothing. */
  async #loadModel(): Promise<void> {
    const [asker, folder] = [this.#asker, this.#trial?.live.models[0]];
    if (!asker) return;
    const archive = await this.#someArchive();
    const hasModel = archive !== undefined && folder !== undefined;
    if (hasModel)
      await this.#world.disk.unpack(archive, joinPath(folder, `${modelName}/model`), this.#signal);
    this.#calls.models = await askModels(asker, hasModel, this.#signal);
  }

  async #someArchive(): Promise<string | undefined> {
    const { target, file } = this.#quest;
    const local = target.model?.local;
    if (local === undefined) return undefined;
    const folder = resolvePath(folderOf(file), local);
    const walk = { entries: 1000, milliseconds: 2000, enter: () => 'walk' as const };
    const { entries } = await this.#world.files.walk(folder, walk, this.#signal);
    const first = entries.find(({ path, kind }) => kind === 'file' && isArchive(path));
    return first && joinPath(folder, first.path);
  }
}

const isAnswered = ({ kind }: Seen): boolean => kind === 'answered';
