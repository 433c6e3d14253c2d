import * as l10n from '@vscode/l10n';
import { folderOf, joinPath, resolvePath } from '../../core/paths';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';
import type { RunFile } from '../../core/run/file/runFile';
import { codeFolder, hyperparameterTexts } from '../../core/run/hyperparameters';
import { jobName } from '../../core/run/local/jobName';
import type { ChannelSource, LocalPlan } from '../../core/run/local/localPlan';
import { localPlan } from '../../core/run/local/localPlan';
import type { EngineFacts } from '../../core/run/ports';
import type { RunFolder } from '../../core/run/runFolder';
import { runFolder } from '../../core/run/runFolder';
import { channelFolder, channelOrder, isFetched } from '../../core/run/s3/channelFolder';
import type { RunEvent, RunRecord } from '../../core/run/runRecord';
import { fetchChannels } from './fetchChannels';
import { listChannels, profileOf } from './listChannels';
import { runTitle } from '../../core/run/runTitle';
import { refusePipes } from './openPipes';
import { provideRunImage } from './provideRunImage';

export type RunWorld = Pick<
  World,
  | 'docker'
  | 'containers'
  | 'disk'
  | 'files'
  | 'clock'
  | 'searcher'
  | 'objects'
  | 'objectCache'
  | 'credentials'
  | 'registries'
  | 'usages'
  | 'gpus'
>;

export interface TrainInput {
  readonly run: RunFile;
  /** The text of the run file, kept beside the run. */
  readonly text: string;
  /** Where it lies; its paths count from there. */
  readonly runFile: string;
  /** The folder of all runs. */
  readonly runsFolder: string;
  /** This process, so that others leave the run alone. */
  readonly follower: number;
}

export interface PlannedRun {
  readonly plan: LocalPlan;
  readonly folder: RunFolder;
  readonly engine: EngineFacts;
  /** On this machine. */
  readonly checkpoints: string;
}

export interface PreparedRun extends PlannedRun {
  readonly record: RunRecord;
}

/** Everything up to the first container: the image is there, the folders are written, and nothing has started. */
export async function prepareRun(
  world: RunWorld,
  input: TrainInput,
  tell: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<PreparedRun> {
  await refusePipes(world, input.run, signal);
  await localSources(world, input, signal);
  const channels = await listChannels(world, input.run, signal);
  const image = await provideRunImage(world, input, tell, signal);
  const id = jobName(runTitle(input.run, input.runFile), new Date(world.clock.now()));
  const prepared = await planRun(world, input, { id, image }, signal);
  const fetch = { channels, profile: profileOf(input.run), folder: prepared.folder };
  try {
    await fetchChannels(world, { ...fetch, runsFolder: input.runsFolder }, tell, signal);
    await world.disk.makeFolder(prepared.folder.root);
    await world.disk.writeText(prepared.folder.source, input.text);
    await world.disk.makeFolder(prepared.checkpoints);
    await writeSkeleton(world, input, prepared, signal);
  } catch (error) {
    // A run that has not begun leaves no folder.
    await world.disk.remove(prepared.folder.root);
    throw error;
  }
  const { name: engine } = await world.docker.endpoint();
  return { ...prepared, record: { ...newRecord(world, input, prepared), engine } };
}

/** The same plan again for the same run: a window that takes it over plans it anew. */
export async function planRun(
  world: RunWorld,
  input: TrainInput,
  { id, image }: { readonly id: string; readonly image: string },
  signal: AbortSignal,
): Promise<PlannedRun> {
  const { run, runFile } = input;
  const folder = runFolder(joinPath(input.runsFolder, id));
  const own = run.checkpoints?.local;
  const checkpoints = own === undefined ? folder.checkpoints : at(runFile, own);
  const sources = await localSources(world, input, signal);
  const engine = await world.containers.facts(signal);
  const plan = localPlan(run, {
    jobName: id,
    image,
    memoryBytes: engine.memoryBytes,
    channelSource: (name, host) => sources.get(name) ?? fetchedSource(run, folder, name, host),
    checkpoints,
    region: await regionOf(world, run),
  });
  return { plan, folder, engine, checkpoints };
}

const at = (runFile: string, path: string): string => resolvePath(folderOf(runFile), path);

/** A program that gets the user's keys works where they do. */
async function regionOf({ credentials }: RunWorld, run: RunFile): Promise<string> {
  const lent = run.local.awsCredentials !== false;
  const own = run.cloud?.region ?? (lent ? await credentials.region(profileOf(run)) : undefined);
  return own ?? 'us-east-1';
}

/** A channel without data fails here, and not in the container. */
async function localSources(
  { files }: RunWorld,
  { run, runFile }: TrainInput,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ChannelSource>> {
  const sources = new Map<string, ChannelSource>();
  for (const [name, channel] of Object.entries(run.channels)) {
    if (isFetched(channel)) continue;
    if (channel.local === undefined) {
      throw new Problem(
        'data-missing',
        l10n.t(
          'The channel {0} has no data on this machine. Give it a "local" folder or an address in "s3" in the run file.',
          name,
        ),
      );
    }
    const path = at(runFile, channel.local);
    const found = await files.stat(path, signal);
    if (!found) {
      throw new Problem(
        'data-missing',
        l10n.t('The data of the channel {0} is not there: {1}. Correct "local" in the run file.', name, path),
      );
    }
    sources.set(name, { path, kind: found.kind });
  }
  return sources;
}

/** Data from S3 lies in the run's own folder, before it is there as after. */
function fetchedSource(
  { channels }: RunFile,
  folder: RunFolder,
  name: string,
  host: string,
): ChannelSource | undefined {
  const channel = channels[name];
  if (!channel || !isFetched(channel)) return undefined;
  const order = channelOrder(folder, name, channel);
  return {
    path: channelFolder(folder, name, channel, host),
    kind: 'folder',
    ...(order === undefined ? {} : { order }),
  };
}

function newRecord(
  { clock }: RunWorld,
  { run, runFile, follower }: TrainInput,
  { plan, folder, checkpoints }: PlannedRun,
): Omit<RunRecord, 'engine'> {
  const id = plan.jobName;
  const places = plan.hosts[0]?.mounts.map(({ target, source }) => [target, source]) ?? [];
  return {
    id,
    title: runTitle(run, runFile),
    runFile,
    folder: folder.root,
    image: plan.image,
    status: 'running',
    phase: 'inputs',
    created: clock.now(),
    hosts: plan.hosts.map(({ name }) => ({ name })),
    ...(plan.network === 'cluster' || plan.network === 'isolated' ? { network: `longshore-${id}` } : {}),
    ...(plan.maxRuntime === undefined ? {} : { maxRuntime: plan.maxRuntime }),
    gpus: plan.gpus,
    ...(plan.debugPort === undefined ? {} : { debugPort: plan.debugPort }),
    hyperparameters: hyperparameterTexts(run),
    channels: Object.fromEntries(
      Object.entries(run.channels).map(([name, { local, s3 }]) => [name, local ?? s3 ?? '']),
    ),
    metricDefinitions: run.metrics,
    places: Object.fromEntries([
      ...places,
      ...(run.source ? [[codeFolder, at(runFile, run.source.folder)]] : []),
    ]),
    ...(run.checkpoints ? { checkpoints: { local: checkpoints, path: run.checkpoints.path } } : {}),
    interruptions: 0,
    metrics: {},
    artifacts: [],
    follower,
  };
}

/** `/opt/ml` of every host, as the program finds it. */
async function writeSkeleton(
  { disk }: RunWorld,
  { run, runFile }: TrainInput,
  { plan, folder }: PlannedRun,
  signal: AbortSignal,
): Promise<void> {
  for (const host of plan.hosts) {
    const ml = folder.ml(host.name);
    for (const below of host.folders) await disk.makeFolder(`${ml}/${below}`);
    for (const [path, text] of Object.entries(host.files)) await disk.writeText(`${ml}/${path}`, text);
    if (run.source) await disk.copyCode(at(runFile, run.source.folder), `${ml}/code`, signal);
    // As on SageMaker, where only root gets in: a folder that may be read and not be entered.
    if (run.local.strictPermissions) await disk.setMode(`${ml}/input/config`, 0o644);
    signal.throwIfAborted();
  }
}
