import { folderOf, resolvePath } from '../../../core/paths';
import type { ContractTarget } from '../../../core/serve/contract/targets';
import type { ServedPlan } from '../../../core/serve/servePlan';
import type { ContractWorld } from './contractWorld';
import { lostLabels } from './removeLost';
import { startTrial, type LiveTrial } from './startTrial';

/** In which way a start differs from that of hosting. */
export interface Change {
  readonly user?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly port?: number;
  readonly isolated?: boolean;
  /** The model may be changed: a copy of it. */
  readonly writable?: true;
  /** Seconds, where nobody waits as long as hosting does. */
  readonly startup?: number;
}

export interface StarterInput {
  readonly target: ContractTarget;
  /** The endpoint file, from which paths count; absolute. */
  readonly file: string;
  readonly runsFolder: string;
  /** Unlike that of any other test on this engine. */
  readonly id: string;
  readonly say: (text: string) => void;
}

/** Bytes: a larger model is not copied to look why a container does not come up. */
const mostCopied = 2 * 1024 ** 3;

/** Starts the container of one test again and again, each time fresh. */
export class TrialStarter {
  readonly #world: ContractWorld;
  readonly #input: StarterInput;
  readonly #folder: string;
  #count = 0;
  #isBuilt = false;

  constructor(world: ContractWorld, input: StarterInput) {
    this.#world = world;
    this.#input = input;
    this.#folder = `${input.runsFolder}/.cache/contract/${input.id}`;
  }

  async start(change: Change, signal: AbortSignal): Promise<LiveTrial> {
    const { target, file, runsFolder, id, say } = this.#input;
    const { plan, subject } = target;
    const served = plan.containers.map((each) => this.#changed(each, change));
    this.#count += 1;
    const name = `${id}-${this.#count}`;
    const trial = await startTrial(
      this.#world,
      {
        id: name,
        plan: { ...plan, containers: served, startup: change.startup ?? plan.startup },
        file,
        folder: `${this.#folder}/${name}`,
        runsFolder,
        isolated: change.isolated ?? subject.isolated,
        labels: lostLabels(name, plan.name, this.#world.clock.now()),
        say,
      },
      signal,
    );
    this.#isBuilt = true;
    return trial;
  }

  #changed(served: ServedPlan, { user, environment, port, writable }: Change): ServedPlan {
    return {
      ...served,
      // What was built for the first start is there for the others.
      build: this.#isBuilt ? undefined : served.build,
      environment: { ...served.environment, ...environment },
      port: port ?? served.port,
      ...(user === undefined ? {} : { user }),
      ...(writable ? { hasOwnModel: true as const, place: this.#copy ?? served.place } : {}),
    };
  }

  #copy: ServedPlan['place'];

  /** Makes a copy of the model that may be changed; false when it is too large, or not here. */
  async copyModel(signal: AbortSignal): Promise<boolean> {
    const { disk, files } = this.#world;
    const { target, file } = this.#input;
    const local = target.model?.local;
    if (local === undefined) return target.model !== undefined;
    const path = resolvePath(folderOf(file), local);
    // An archive is unpacked for each start anyway.
    if ((await files.stat(path, signal))?.kind !== 'folder') return true;
    const bytes = (await disk.files(path)).reduce((sum, each) => sum + each.bytes, 0);
    if (bytes > mostCopied) return false;
    const archive = `${this.#folder}/model.tar.gz`;
    await disk.makeFolder(this.#folder);
    await disk.pack([path], archive, signal);
    this.#copy = { local: archive };
    return true;
  }

  /** After the last start. */
  async clear(): Promise<void> {
    await this.#world.disk.remove(this.#folder);
  }
}
