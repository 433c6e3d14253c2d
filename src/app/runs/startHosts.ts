import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import { codeFolder } from '../../core/run/hyperparameters';
import { folderLabel, hostLabel, runLabel } from '../../core/run/labels';
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

export interface LiveHosts {
  readonly hosts: readonly LiveHost[];
  /** Ends our connections, not the containers. Who asks the run to stop still wants to hear its last words. */
  readonly life: AbortController;
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
): Promise<LiveHosts> {
  const { record, plan } = start;
  const life = new AbortController();
  const labels = { [runLabel]: record.id };
  const addresses: Record<string, string> = {};
  if (record.network !== undefined) {
    const internal = plan.network === 'isolated';
    const spec = { name: record.network, hosts: plan.hosts.length, internal, labels };
    const given = await containers.createNetwork(spec, signal);
    plan.hosts.forEach(({ name }, index) => {
      const address = given[index];
      if (address !== undefined) addresses[name] = address;
    });
  }
  const lent = await start.lend();
  const made: LiveHost[] = [];
  const ids = new Map<string, string>();
  for (const host of plan.hosts) {
    const container = await containers.create(specOf(start, host, { addresses, lent }), signal);
    ids.set(host.name, container);
    start.made(plan.hosts.map(({ name }) => withContainer(name, ids.get(name))));
    if (!(await containers.has(container, '/opt/ml/input/config/resourceconfig.json', signal)))
      throw unseen(start.folder.root);
    // An image that was built with its code has it there, and SageMaker leaves it; our folder lies over it.
    if (!host.folders.includes('code'))
      await containers.copyOfImage({ image: plan.image, folder: codeFolder, into: container }, signal);
    made.push({ name: host.name, container, output: await containers.listen(container, 'now', life.signal) });
  }
  const refusals = await Promise.all(made.map(async ({ container }) => containers.start(container, signal)));
  const hosts = made.map((host, index) => {
    const refusal = refusals[index];
    return refusal === undefined ? host : { ...host, refusal };
  });
  return { hosts, life };
}

const withContainer = (name: string, container: string | undefined): RunHost =>
  container === undefined ? { name } : { name, container };

function specOf(
  { record, plan, folder }: Start,
  host: HostPlan,
  {
    addresses,
    lent,
  }: {
    readonly addresses: Readonly<Record<string, string>>;
    readonly lent: Readonly<Record<string, string>>;
  },
): ContainerSpec {
  const { platform, entrypoint, command, environment, gpus, shmBytes, memoryBytes, cpus } = plan;
  return {
    name: `${record.id}-${host.name}`,
    image: plan.image,
    platform,
    host: host.name,
    labels: { [runLabel]: record.id, [hostLabel]: host.name, [folderLabel]: folder.root },
    entrypoint,
    command,
    environment: { ...lent, ...environment },
    mounts: [{ source: folder.ml(host.name), target: '/opt/ml', readOnly: false }, ...host.mounts],
    network: record.network ?? plan.network,
    address: addresses[host.name],
    addresses,
    gpus,
    shmBytes,
    memoryBytes,
    cpus,
    ports:
      plan.debugPort === undefined || host.name !== 'algo-1'
        ? []
        : [{ inside: plan.debugPort, outside: plan.debugPort }],
  };
}

/** An engine on another machine, or behind a wall, mounts an empty folder of its own and says nothing. */
const unseen = (folder: string): Problem =>
  new Problem(
    'folder-unseen',
    l10n.t(
      'The Docker engine does not see the folder {0}: it runs on another machine or in a sandbox. Choose a local engine, or set "longshore.runs.folder" to a folder that it shares.',
      folder,
    ),
  );
