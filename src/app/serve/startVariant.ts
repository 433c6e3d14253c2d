import * as l10n from '@vscode/l10n';
import type { WalkOptions } from '../../core/ports';
import { Problem } from '../../core/problem';
import type { ContainerSpec, EngineFacts } from '../../core/run/ports';
import {
  endpointFolderLabel,
  endpointFollowerLabel,
  endpointLabel,
  servedHostLabel,
  variantLabel,
} from '../../core/serve/labels';
import type { ServedPlan, VariantPlan } from '../../core/serve/servePlan';
import { provideImage } from '../images/provideImage';
import { layModel } from './layModel';
import type { LiveVariant, Served } from './liveVariant';
import { followVariant } from './liveVariant';
import type { ServeWorld } from './serveWorld';

export interface VariantStart {
  /** Of the endpoint, unlike all others on the engine: what its containers and networks are called after. */
  readonly id: string;
  readonly plan: VariantPlan;
  /** The endpoint file, from which paths count. */
  readonly file: string;
  /** Of the endpoint; the variant has a folder in it, which goes with the variant. */
  readonly folder: string;
  /** Where downloads are kept for all. */
  readonly runsFolder: string;
  readonly isolated: boolean;
  /** Instead of those by which an endpoint is found again. */
  readonly labels?: Readonly<Record<string, string>>;
  /** This process: what it started is nobody's when it is gone and no record claims it. */
  readonly follower?: number;
  readonly say: (text: string) => void;
}

/** Starts the containers of one variant as hosting does. Resolves when they are started, which is not ready. */
export async function startVariant(
  world: ServeWorld,
  start: VariantStart,
  signal: AbortSignal,
): Promise<LiveVariant> {
  const { containers, disk } = world;
  const { plan } = start;
  const folder = variantFolder(start.folder, plan.name);
  const network = networkName(start.id, plan.name);
  const made: string[] = [];
  const life = new AbortController();
  try {
    await provideImages(world, start, signal);
    const facts = await containers.facts(signal);
    const models: (string | undefined)[] = [];
    for (const served of plan.containers)
      models.push(await layModel(world, served, { ...start, folder: `${folder}/models` }, signal));
    await createNetwork(world, start, facts, signal);
    const served: Served[] = [];
    for (const [index, each] of plan.containers.entries()) {
      const mount = models[index];
      const container = await containers.create(specOf(start, each, { mount, network }), signal);
      made.push(container);
      if (mount !== undefined) await requireSeen(world, { container, mount, each }, signal);
      const output = await containers.listen(container, 'now', life.signal);
      served.push({ host: each.host, container, output, refusal: undefined });
    }
    const refusals = await Promise.all(made.map(async (id) => containers.start(id, signal)));
    const addresses = await addressesOf(world, { plan, made, facts }, signal);
    const started = served.map((each, index) => ({ ...each, refusal: refusals[index] }));
    return followVariant(world, { plan, served: started, addresses, models, network, folder, life });
  } catch (error) {
    life.abort();
    const always = new AbortController().signal;
    // The first trouble is the one to tell.
    await Promise.allSettled(made.map(async (id) => containers.remove(id, always)));
    await Promise.allSettled([containers.removeNetwork(network, always), disk.remove(folder)]);
    throw error;
  }
}

export const networkName = (id: string, variant: string): string => `longshore-${id}-${variant}`;

export const variantFolder = (folder: string, variant: string): string => `${folder}/variants/${variant}`;

async function provideImages(
  world: ServeWorld,
  { plan, say }: VariantStart,
  signal: AbortSignal,
): Promise<void> {
  const begins = (work: 'building' | 'pulling', image: string): void =>
    say(work === 'building' ? l10n.t('Building {0} …', image) : l10n.t('Pulling {0} …', image));
  for (const { image, build, platform } of plan.containers) {
    if (image === '')
      throw new Problem(
        'bad-usage',
        l10n.t('The variant {0} names no image. Add "image" or "build" to it.', plan.name),
      );
    const told = { begins: (work: 'building' | 'pulling') => begins(work, image), say };
    await provideImage(world, { image, build, platform }, told, signal);
  }
}

/** On an engine elsewhere, a network without a way out has no way in either: there others only do not find the way back. */
async function createNetwork(
  { containers }: ServeWorld,
  { id, plan, isolated, say, labels }: VariantStart,
  { here }: EngineFacts,
  signal: AbortSignal,
): Promise<void> {
  const internal = isolated && (here || 'unmasked');
  if (internal === 'unmasked')
    say(
      l10n.t(
        'This engine publishes no ports of isolated containers: {0} gets no answers from outside, but what it sends may get out.',
        plan.name,
      ),
    );
  const usual = { [endpointLabel]: id, [variantLabel]: plan.name };
  const network = { name: networkName(id, plan.name), hosts: 1, labels: labels ?? usual };
  await containers.createNetwork({ ...network, internal }, signal);
}

function specOf(
  { id, plan, folder, labels, follower }: VariantStart,
  served: ServedPlan,
  { mount, network }: { readonly mount: string | undefined; readonly network: string },
): ContainerSpec {
  const { host, image, platform, entrypoint, command, environment, model, port, user } = served;
  const { gpus, shmBytes, memoryBytes, cpus } = served;
  return {
    name: `${id}-${plan.name}${plan.serving === 'one' ? '' : `-${host}`}`,
    image,
    platform,
    host,
    labels: labels ?? {
      [endpointLabel]: id,
      [variantLabel]: plan.name,
      [servedHostLabel]: host,
      [endpointFolderLabel]: folder,
      ...(follower === undefined ? {} : { [endpointFollowerLabel]: String(follower) }),
    },
    entrypoint,
    command,
    ...(user === undefined ? {} : { user }),
    environment,
    mounts:
      mount === undefined
        ? []
        : [
            {
              source: mount,
              target: model === 'multi' ? '/opt/ml/models' : '/opt/ml/model',
              readOnly: served.hasOwnModel !== true,
            },
          ],
    network,
    address: undefined,
    addresses: {},
    gpus,
    shmBytes,
    memoryBytes,
    cpus,
    ports: [{ inside: port, outside: undefined }],
  };
}

interface Mounted {
  readonly container: string;
  readonly mount: string;
  readonly each: ServedPlan;
}

/** An engine on another machine, or behind a wall, mounts an empty folder of its own and says nothing. */
async function requireSeen(
  { containers, files }: ServeWorld,
  { container, mount, each }: Mounted,
  signal: AbortSignal,
): Promise<void> {
  if (each.model !== 'single') return;
  const walk: WalkOptions = { entries: 20, milliseconds: 2000, enter: () => 'skip' };
  const { entries } = await files.walk(mount, walk, signal);
  const first = entries.find(({ leadsOut }) => !leadsOut);
  if (!first || (await containers.has(container, `/opt/ml/model/${first.path}`, signal))) return;
  throw new Problem(
    'folder-unseen',
    l10n.t(
      'The Docker engine does not see the folder {0}: it runs on another machine or in a sandbox. Choose a local engine, or one that shares this folder.',
      mount,
    ),
  );
}

interface Started {
  readonly plan: VariantPlan;
  readonly made: readonly string[];
  readonly facts: EngineFacts;
}

/** A container's own address where it leads there from here: what is refused there is refused, and not by a relay. */
export async function addressesOf(
  { containers }: ServeWorld,
  { plan, made, facts }: Started,
  signal: AbortSignal,
): Promise<readonly string[]> {
  return Promise.all(
    made.map(async (id, index) => {
      const port = plan.containers[index]?.port ?? 0;
      const [own] = facts.here ? await containers.addresses(id, signal) : [];
      if (own !== undefined) return `http://${own}:${port}`;
      const published = await containers.publishedPorts(id, signal);
      return `http://127.0.0.1:${published.get(port) ?? port}`;
    }),
  );
}
