import { Problem } from '../../core/problem';
import { diagnose } from '../../core/run/diagnosis/diagnose';
import type { Diagnosis } from '../../core/run/diagnosis/runEnd';
import type { ContainerState, EngineFacts } from '../../core/run/ports';
import type { RunFolder } from '../../core/run/runFolder';
import type { Artifact, RunEvent, RunOutcome, RunRecord } from '../../core/run/runRecord';
import { failureReason } from '../../core/run/runRecord';
import type { AttemptEnd } from './followHosts';
import type { RunWorld } from './prepareRun';
import { takeOwnership } from './takeOwnership';

export interface Finish {
  readonly record: RunRecord;
  readonly folder: RunFolder;
  readonly engine: EngineFacts;
  readonly tell: (event: RunEvent) => void;
  /** By host: why the engine could not start it. */
  readonly refusals: ReadonlyMap<string, string>;
  readonly end: AttemptEnd;
}

/** How a host ended. */
interface HostEnd {
  readonly name: string;
  readonly state: ContainerState | undefined;
  readonly refusal: string;
  readonly failure: string | undefined;
}

/** Reads how it ended, packs what it made, says why it failed, and leaves nothing on the engine. */
export async function finishRun(world: RunWorld, finish: Finish, signal: AbortSignal): Promise<RunOutcome> {
  const { record, tell } = finish;
  tell({ kind: 'phase', phase: 'artifacts', at: world.clock.now() });
  await own(world, finish, signal);
  const ends = await Promise.all(record.hosts.map(async (host) => endOf(world, finish, host, signal)));
  const failed = ends.find(({ state, refusal }) => refusal !== '' || state?.exitCode !== 0);
  const status = statusOf(finish.end, failed);
  const artifacts = await packArtifacts(world, finish, status, signal);
  const diagnosis = await diagnosisOf(world, finish, failed ?? ends[0], signal);
  await removeContainers(world, record, signal);
  const exitCode = (failed ?? ends[0])?.state?.exitCode;
  return {
    status,
    artifacts,
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(status === 'failed' && failed ? { failureReason: reasonOf(failed) } : {}),
    ...(finish.end.reason === 'user' || finish.end.reason === 'max-runtime'
      ? { stopReason: finish.end.reason }
      : {}),
    ...(diagnosis ? { diagnosis } : {}),
  };
}

/** A job that ended well has ended well, whoever its files belong to. */
async function own(world: RunWorld, finish: Finish, signal: AbortSignal): Promise<void> {
  try {
    await takeOwnership(world, finish, signal);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    finish.tell({ kind: 'progress', text: error.message });
  }
}

function statusOf({ reason }: AttemptEnd, failed: HostEnd | undefined): RunOutcome['status'] {
  if (reason === 'user' || reason === 'max-runtime') return 'stopped';
  return failed ? 'failed' : 'completed';
}

const reasonOf = ({ refusal, failure, state }: HostEnd): string =>
  refusal === '' ? failureReason(failure, state?.exitCode ?? 1) : failureReason(refusal, 1);

async function endOf(
  { containers, disk }: RunWorld,
  { folder, refusals }: Finish,
  { name, container }: RunRecord['hosts'][number],
  signal: AbortSignal,
): Promise<HostEnd> {
  const state = container === undefined ? undefined : await containers.state(container, signal);
  return {
    name,
    state,
    refusal: refusals.get(name) ?? state?.error ?? '',
    failure: await disk.readText(`${folder.ml(name)}/output/failure`),
  };
}

/** As SageMaker: the models of all hosts in one archive, and of the output only its data. A failed job has no model. */
async function packArtifacts(
  { disk }: RunWorld,
  { record, folder }: Finish,
  status: RunOutcome['status'],
  signal: AbortSignal,
): Promise<readonly Artifact[]> {
  await disk.makeFolder(folder.artifacts);
  const all = (below: string): readonly string[] =>
    record.hosts.map(({ name }) => `${folder.ml(name)}/${below}`);
  const archives = [
    { name: 'model.tar.gz', folders: status === 'failed' ? [] : all('model') },
    { name: 'output.tar.gz', folders: all('output/data') },
  ];
  const artifacts: Artifact[] = [];
  for (const { name, folders } of archives) {
    const bytes = await disk.pack(folders, `${folder.artifacts}/${name}`, signal);
    if (bytes > 0) artifacts.push({ name, bytes });
  }
  return artifacts;
}

/** Bytes of the log's end that a diagnosis reads. */
const tailBytes = 64 * 1024;

async function diagnosisOf(
  world: RunWorld,
  { record, folder, engine, end }: Finish,
  host: HostEnd | undefined,
  signal: AbortSignal,
): Promise<Diagnosis | undefined> {
  if (!host) return undefined;
  const [log, image] = await Promise.all([
    world.disk.tail(folder.log(host.name, record.interruptions), tailBytes),
    world.docker.findImage(record.image, signal),
  ]);
  return diagnose({
    ...(host.state ? { exitCode: host.state.exitCode } : {}),
    oomKilled: host.state?.oomKilled ?? false,
    engineError: host.refusal,
    stopRequested: end.reason !== 'itself',
    killedAfterGrace: end.reason !== 'itself' && !end.killed && host.state?.exitCode === 137,
    logTail: log.split(/\r\n|\n|\r/),
    ...(host.failure === undefined ? {} : { failureFile: host.failure }),
    ...(image?.architecture === undefined ? {} : { image: { architecture: image.architecture } }),
    host: { architecture: engine.architecture },
  });
}

export async function removeContainers(
  { containers }: RunWorld,
  { hosts, network }: Pick<RunRecord, 'hosts' | 'network'>,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(
    hosts.map(async ({ container }) => container !== undefined && containers.remove(container, signal)),
  );
  if (network !== undefined) await containers.removeNetwork(network, signal);
}
