import * as l10n from '@vscode/l10n';
import { readEndpointFile } from '../../core/endpoint/file/readEndpointFile';
import { folderOf, joinPath } from '../../core/paths';
import { Problem } from '../../core/problem';
import type { LabelledContainer } from '../../core/run/ports';
import { endpointFolder, endpointsFolder } from '../../core/serve/endpointFolder';
import {
  endpointFolderLabel,
  endpointFollowerLabel,
  endpointLabel,
  servedHostLabel,
  variantLabel,
} from '../../core/serve/labels';
import type { VariantPlan } from '../../core/serve/servePlan';
import { servePlan } from '../../core/serve/servePlan';
import type { ServedEndpoint } from '../../core/serve/servedEndpoint';
import { advance, isOver, isServedEndpoint } from '../../core/serve/servedEndpoint';
import { endpointKinds } from './kinds/endpointKinds';
import type { LiveVariant, Served } from './liveVariant';
import { followVariant } from './liveVariant';
import { beginner, planned } from './serveLocally';
import type { Serving } from './servingStory';
import { ServingStory } from './servingStory';
import type { ServeWorld } from './serveWorld';
import { addressesOf, networkName, variantFolder } from './startVariant';

type Disk = Pick<ServeWorld, 'disk'>;

/** The endpoints that were here, the newest first. What is none, or only half of one, is passed over. */
export async function listEndpoints({ disk }: Disk, runsFolder: string): Promise<readonly ServedEndpoint[]> {
  const root = endpointsFolder(runsFolder);
  const names = await disk.folders(root);
  const found = await Promise.all(names.map(async (name) => readRecord({ disk }, joinPath(root, name))));
  return found
    .filter((endpoint) => endpoint !== undefined)
    .toSorted((left, right) => right.created - left.created);
}

async function readRecord({ disk }: Disk, folder: string): Promise<ServedEndpoint | undefined> {
  const text = await disk.readText(endpointFolder(folder).record);
  if (text === undefined) return undefined;
  try {
    const endpoint: unknown = JSON.parse(text);
    return isServedEndpoint(endpoint) ? { ...endpoint, folder } : undefined;
  } catch {
    return undefined;
  }
}

/** Endpoints that nobody follows, by what is to be done about them. */
export interface UnfollowedEndpoints {
  readonly resumable: readonly ServedEndpoint[];
  /** Said to be there, without a container. */
  readonly lost: readonly ServedEndpoint[];
  /** Containers that no endpoint claims, and whose process is gone. */
  readonly orphans: readonly LabelledContainer[];
}

export async function findUnfollowedEndpoints(
  world: Pick<ServeWorld, 'disk' | 'containers'>,
  endpoints: readonly ServedEndpoint[],
  isAlive: (process: number) => boolean,
  signal: AbortSignal,
): Promise<UnfollowedEndpoints> {
  const there = await world.containers.withLabel(endpointLabel, signal);
  const open = endpoints.filter(
    (endpoint) => !isOver(endpoint) && (endpoint.follower === undefined || !isAlive(endpoint.follower)),
  );
  const has = ({ id }: ServedEndpoint): boolean => there.some(({ labels }) => labels[endpointLabel] === id);
  const strangers = there.filter(({ labels }) => {
    const known = endpoints.find(({ id }) => id === labels[endpointLabel]);
    return (known ? isOver(known) : true) && !isAlive(Number(labels[endpointFollowerLabel]));
  });
  const records = await Promise.all(
    strangers.map(async ({ labels }) => readRecord(world, labels[endpointFolderLabel] ?? '')),
  );
  return {
    resumable: open.filter(has),
    lost: open.filter((endpoint) => !has(endpoint)),
    orphans: strangers.filter((_, index) => {
      const record = records[index];
      return record === undefined || isOver(record);
    }),
  };
}

/** Nobody will ever know how it ended: its record says so, and no longer that it is there. */
export async function closeLostEndpoint(
  { disk, clock }: Pick<ServeWorld, 'disk' | 'clock'>,
  endpoint: ServedEndpoint,
): Promise<ServedEndpoint> {
  const failure = l10n.t('The containers of {0} are gone. Nobody saw how it ended.', endpoint.id);
  const closed = advance(endpoint, { kind: 'ended', at: clock.now(), failure });
  await disk.writeText(endpointFolder(endpoint.folder).record, JSON.stringify(closed, undefined, 2));
  return closed;
}

export async function removeServedOrphans(
  { containers }: Pick<ServeWorld, 'containers'>,
  orphans: readonly LabelledContainer[],
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(orphans.map(async ({ id }) => containers.remove(id, signal)));
  const networks = orphans.map(({ labels }) =>
    networkName(labels[endpointLabel] ?? '', labels[variantLabel] ?? ''),
  );
  for (const network of new Set(networks)) await containers.removeNetwork(network, signal);
}

/** An endpoint whose window was closed goes on where it was, at the same address. */
export async function resumeServing(
  world: ServeWorld,
  { endpoint, follower }: { readonly endpoint: ServedEndpoint; readonly follower: number },
  serving: Serving,
): Promise<ServedEndpoint> {
  const folder = endpointFolder(endpoint.folder);
  const text = (await world.disk.readText(folder.source)) ?? '{}';
  const { endpoint: file } = readEndpointFile(text, endpoint.file);
  if (!file)
    throw new Problem(
      'bad-run-file',
      l10n.t('The endpoint file of {0} cannot be read any more.', endpoint.id),
    );
  const plan = servePlan(file, { file: endpoint.file, region: endpoint.region });
  const runsFolder = folderOf(folderOf(endpoint.folder));
  const { id } = endpoint;
  const begun = { plan, id, file: endpoint.file, folder: folder.root, runsFolder, follower };
  const there = await world.containers.withLabel(endpointLabel, serving.signal);
  const living = new Map<string, (signal: AbortSignal) => Promise<LiveVariant>>();
  for (const { name } of endpoint.variants) {
    const own = there.filter(({ labels }) => labels[endpointLabel] === id && labels[variantLabel] === name);
    const known = { endpoint, plan: planned(plan, name), own };
    if (own.length === known.plan.containers.length)
      living.set(name, async (signal) => findVariant(world, known, signal));
    // Whoever left it was about to start it.
    else await removeServedOrphans(world, own, serving.signal);
  }
  const told = {
    endpoint: { ...asFound(endpoint), follower },
    folder,
    port: endpoint.port,
    begin: beginner(world, begun),
    kinds: endpointKinds(file, plan, { runsFolder, id, idle: endpoint.serverlessIdle }),
    found: living,
    idle: new Set(endpoint.variants.flatMap(({ name, phase }) => (phase === 'failed' ? [name] : []))),
  };
  return new ServingStory(world, told, serving).tell();
}

/** Whether its variants still serve has to be seen. */
const asFound = (endpoint: ServedEndpoint): ServedEndpoint => ({
  ...endpoint,
  status: 'starting',
  variants: endpoint.variants.map((variant) =>
    variant.phase === 'failed' ? variant : { ...variant, phase: 'checking' },
  ),
});

interface Known {
  readonly endpoint: ServedEndpoint;
  readonly plan: VariantPlan;
  readonly own: readonly LabelledContainer[];
}

/** What still runs, or has ended and waits to be read. */
async function findVariant(
  world: ServeWorld,
  { endpoint, plan, own }: Known,
  signal: AbortSignal,
): Promise<LiveVariant> {
  const { containers } = world;
  const life = new AbortController();
  const served: Served[] = [];
  for (const { host } of plan.containers) {
    const container = own.find(({ labels }) => labels[servedHostLabel] === host)?.id;
    if (container === undefined)
      throw new Problem('container-gone', l10n.t('The container {0} is gone.', host));
    const output = await containers.listen(container, 'beginning', life.signal);
    served.push({ host, container, output, refusal: undefined });
  }
  const folder = variantFolder(endpoint.folder, plan.name);
  const facts = await containers.facts(signal);
  const made = served.map(({ container }) => container);
  return followVariant(world, {
    plan,
    served,
    addresses: await addressesOf(world, { plan, made, facts }, signal),
    models: plan.containers.map(({ model, host }) =>
      model === 'multi' ? `${folder}/models/${host}` : undefined,
    ),
    network: networkName(endpoint.id, plan.name),
    folder,
    life,
  });
}
