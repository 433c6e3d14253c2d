import { given } from '../../core/json';
import { joinPath } from '../../core/paths';
import type { EndpointFile } from '../../core/endpoint/file/endpointFile';
import { jobName } from '../../core/run/local/jobName';
import { endpointFolder, endpointsFolder } from '../../core/serve/endpointFolder';
import type { ServePlan, VariantPlan } from '../../core/serve/servePlan';
import { plannedVariants, servePlan } from '../../core/serve/servePlan';
import type { ServedEndpoint } from '../../core/serve/servedEndpoint';
import { newEndpoint } from '../../core/serve/servedEndpoint';
import { endpointKinds } from './kinds/endpointKinds';
import type { LiveVariant } from './liveVariant';
import type { Serving, ToldEndpoint } from './servingStory';
import { ServingStory } from './servingStory';
import type { ServeWorld } from './serveWorld';
import { startVariant } from './startVariant';

export interface ServeInput {
  readonly endpoint: EndpointFile;
  /** Of the endpoint file, kept beside the endpoint. */
  readonly text: string;
  /** Where it lies; its paths count from there. */
  readonly file: string;
  readonly runsFolder: string;
  /** This process, so that others leave the endpoint alone. */
  readonly follower: number;
  /** Seconds after its last request in which the containers of a serverless variant go; they stay when nothing is said. */
  readonly serverlessIdle?: number;
  /** Instead of the file's. */
  readonly port?: number;
}

/** An endpoint on the user's engine, until somebody ends it. Variants that fail are a state of it, not an error. */
export async function serveLocally(
  world: ServeWorld,
  input: ServeInput,
  serving: Serving,
): Promise<ServedEndpoint> {
  const { endpoint, text, file, runsFolder, follower, serverlessIdle: idle } = input;
  const created = world.clock.now();
  const region = await regionOf(world, endpoint);
  const plan = servePlan(endpoint, { file, region });
  const id = jobName(plan.name, new Date(created));
  const folder = endpointFolder(joinPath(endpointsFolder(runsFolder), id));
  await world.disk.makeFolder(folder.root);
  await world.disk.writeText(folder.source, text);
  const { name: engine } = await world.docker.endpoint();
  const kept = given({ serverlessIdle: idle });
  const start = { id, file, folder: folder.root, engine, region, created, follower, ...kept };
  const told: ToldEndpoint = {
    endpoint: newEndpoint(plan, start),
    folder,
    port: input.port ?? plan.port,
    begin: beginner(world, { plan, id, file, folder: folder.root, runsFolder, follower }),
    kinds: endpointKinds(endpoint, plan, { runsFolder, id, idle }),
    found: new Map(),
    idle: new Set(),
  };
  return new ServingStory(world, told, serving).tell();
}

export interface Begun {
  readonly plan: ServePlan;
  readonly id: string;
  readonly file: string;
  readonly folder: string;
  readonly runsFolder: string;
  readonly follower: number;
}

/** Starts any variant of the endpoint, by its name. */
export const beginner =
  (world: ServeWorld, { plan, ...begun }: Begun): ToldEndpoint['begin'] =>
  async (name, say, signal): Promise<LiveVariant> => {
    const start = { ...begun, plan: planned(plan, name), isolated: plan.isolated, say };
    return startVariant(world, start, signal);
  };

export function planned(plan: ServePlan, name: string): VariantPlan {
  const found = plannedVariants(plan).find((variant) => variant.name === name);
  if (!found) throw new Error(`There is no variant ${name}.`);
  return found;
}

const regionOf = async ({ credentials }: ServeWorld, { cloud }: EndpointFile): Promise<string> =>
  cloud?.region ?? (await credentials.region(undefined)) ?? 'us-east-1';
