import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import { hostLabel, runLabel } from '../../core/run/labels';
import type { HostPlan, LocalPlan } from '../../core/run/local/localPlan';
import type { ContainerSpec } from '../../core/run/ports';
import type { RunFolder } from '../../core/run/runFolder';
import type { RunHost, RunRecord } from '../../core/run/runRecord';
import type { RunWorld } from './prepareRun';

/** A container that somebody listens to. */
export interface LiveHost {
  readonly name: string;
  readonly container: string;
  readonly output: AsyncIterable<Uint8Array>;
  /** Why the engine could not start the program. */
  readonly refusal?: string;
}

interface Start {
  readonly record: RunRecord;
  readonly plan: LocalPlan;
  readonly folder: RunFolder;
  /** Called before anything starts: whoever cleans up must know what there is. */
  readonly made: (hosts: readonly RunHost[]) => void;
  /** What the containers are told of where to ask for the user's keys; their network is there. */
  readonly lend: () => Promise<Readonly<Record<string, string>>>;
}

/** All containers are made, and listened to, before the first starts: nothing that they say is lost. */
export async function startHosts(
  { containers }: RunWorld,
  start: Start,
  signal: AbortSignal,
): Promise<readonly LiveHost[]> {
  const { record, plan } = start;
  const labels = { [runLabel]: record.id };
  if (record.network !== undefined) {
    const internal = plan.network === 'isolated';
    await containers.createNetwork({ name: record.network, internal, labels }, signal);
  }
  const lent = await start.lend();
  const made: LiveHost[] = [];
  for (const host of plan.hosts) {
    const container = await containers.create(specOf(start, host, lent), signal);
    const known = [...made, { name: host.name, container }].map(({ name, container: id }) => ({
      name,
      container: id,
    }));
    start.made(plan.hosts.map(({ name }) => known.find((each) => each.name === name) ?? { name }));
    if (!(await containers.has(container, '/opt/ml/input/config/resourceconfig.json', signal)))
      throw unseen(start.folder.root);
    made.push({ name: host.name, container, output: await containers.listen(container, 'now', signal) });
  }
  const refusals = await Promise.all(made.map(async ({ container }) => containers.start(container, signal)));
  return made.map((host, index) => {
    const refusal = refusals[index];
    return refusal === undefined ? host : { ...host, refusal };
  });
}

function specOf(
  { record, plan, folder }: Start,
  host: HostPlan,
  lent: Readonly<Record<string, string>>,
): ContainerSpec {
  const { platform, entrypoint, command, environment, gpus, shmBytes, memoryBytes, cpus } = plan;
  return {
    name: `${record.id}-${host.name}`,
    image: plan.image,
    platform,
    host: host.name,
    labels: { [runLabel]: record.id, [hostLabel]: host.name },
    entrypoint,
    command,
    environment: { ...lent, ...environment },
    mounts: [{ source: folder.ml(host.name), target: '/opt/ml', readOnly: false }, ...host.mounts],
    network: record.network ?? plan.network,
    gpus,
    shmBytes,
    memoryBytes,
    cpus,
    ports: plan.debugPort === undefined || host.name !== 'algo-1' ? [] : [plan.debugPort],
  };
}

/** An engine on another machine, or behind a wall, mounts an empty folder of its own and says nothing. */
export const unseen = (folder: string): Problem =>
  new Problem(
    'folder-unseen',
    l10n.t(
      'The Docker engine does not see the folder {0}: it runs on another machine or in a sandbox. Choose a local engine, or set "longshore.runs.folder" to a folder that it shares.',
      folder,
    ),
  );
