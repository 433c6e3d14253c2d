import * as l10n from '@vscode/l10n';
import type { Objects } from '../../core/aws/ports';
import type { EndpointFile, Variant } from '../../core/endpoint/file/endpointFile';
import { containersOf } from '../../core/endpoint/file/endpointFile';
import { Problem } from '../../core/problem';
import { jobName } from '../../core/run/local/jobName';
import { deathText } from '../../core/serve/kinds/deathText';
import { servePlan, type VariantPlan } from '../../core/serve/servePlan';
import { batchEnvironment, settleExecution, type Execution } from '../../core/transform/executionParameters';
import type { TransformOptions } from '../../core/transform/transformOptions';
import type { FileEnd, TransformEvent } from '../../core/transform/transformState';
import type { LiveVariant } from '../serve/liveVariant';
import type { ServeWorld } from '../serve/serveWorld';
import { startVariant } from '../serve/startVariant';
import { untilReady } from '../serve/untilReady';
import { openChain } from '../serve/kinds/openChain';
import { askExecution } from './askExecution';
import { listInputs } from './listInputs';
import { transformInputs } from './transformInputs';

export interface TransformInput {
  readonly endpoint: EndpointFile;
  /** The endpoint file, from which its paths count. */
  readonly file: string;
  /** The first one when it is not given. */
  readonly variant: string | undefined;
  /** A folder, a file, or `s3://…`. */
  readonly input: string;
  readonly isManifest: boolean;
  /** A folder. */
  readonly output: string;
  readonly options: TransformOptions;
  readonly stopsOnError: boolean;
  readonly runsFolder: string;
  /** This process, so that others leave the containers alone. */
  readonly follower: number;
}

export interface TransformResult {
  readonly execution: Execution;
  readonly files: readonly FileEnd[];
}

export interface Transforming {
  readonly tell: (event: TransformEvent) => void;
  /** What the containers say. */
  readonly line: (host: string, text: string) => void;
  /** Stops the work, and with it the containers. */
  readonly signal: AbortSignal;
}

/** Seconds for the container to go: all that it was to do is done. */
const grace = 5;

/** One batch transform on the user's engine, as SageMaker does it. Files that fail are a result, not an error. */
export async function transformLocally(
  world: ServeWorld,
  input: TransformInput,
  { tell, line, signal }: Transforming,
): Promise<TransformResult> {
  const { options, endpoint } = input;
  const { clock, disk } = world;
  const plan = batchPlan(input);
  const id = jobName(`${endpoint.name ?? 'endpoint'}-transform`, new Date(clock.now())).toLowerCase();
  const folder = `${input.runsFolder}/.transforms/${id}`;
  const life = new AbortController();
  const store = lazyObjects(world);
  let live: LiveVariant | undefined;
  const phase = (name: 'starting' | 'waiting' | 'transforming' | 'stopping'): void =>
    tell({ kind: 'phase', phase: name, at: clock.now() });
  try {
    phase('starting');
    const files = await listInputs(world, { ...input, objects: store.open }, signal);
    const bytes = files.reduce((sum, each) => sum + each.bytes, 0);
    tell({ kind: 'inputs', files: files.length, bytes, at: clock.now() });
    const say = (text: string): void => tell({ kind: 'note', text });
    const { runsFolder, file, follower } = input;
    const start = { id, plan, file, folder, runsFolder, follower, isolated: endpoint.networkIsolation, say };
    live = await startVariant(world, start, signal);
    void tellLines(live, line, life.signal);
    phase('waiting');
    const work = whileAlive(live, signal);
    try {
      await requireReady(world, live, signal);
      const told = await askExecution(world.http, live.addresses[0] ?? '', work.signal);
      const execution = settleExecution(options, told);
      phase('transforming');
      const chain = openChain(world.fronts, live, endpoint.name ?? 'endpoint');
      try {
        const job = { ...input, files, send: chain.send, execution };
        return { execution, files: await transformInputs(world, job, tell, work.signal) };
      } finally {
        chain.close();
      }
    } catch (error) {
      throw signal.aborted ? error : (work.death() ?? error);
    } finally {
      work.end();
    }
  } finally {
    if (live) phase('stopping');
    await live?.stop(grace);
    life.abort();
    store.close();
    await disk.remove(folder);
  }
}

/** The container of the variant, told that this is a batch. What SageMaker does not transform with is refused. */
function batchPlan({ endpoint, file, variant: name, options }: TransformInput): VariantPlan {
  const index = name === undefined ? 0 : endpoint.variants.findIndex((each) => each.name === name);
  const variant = endpoint.variants[index];
  if (!variant)
    throw new Problem('bad-usage', l10n.t('There is no variant {0} in the endpoint file.', name ?? ''));
  refuse(variant);
  const { serverless: _, ...local } = endpoint.local;
  const region = endpoint.cloud?.region ?? 'us-east-1';
  // A batch has instances, whatever requests are served with here.
  const plan = servePlan({ ...endpoint, local }, { file, region }).variants[index];
  if (!plan)
    throw new Problem('bad-usage', l10n.t('There is no variant {0} in the endpoint file.', name ?? ''));
  const added = batchEnvironment(options);
  return {
    ...plan,
    containers: plan.containers.map((each) => ({ ...each, environment: { ...each.environment, ...added } })),
  };
}

function refuse(variant: Variant): void {
  if (containersOf(variant).some(({ multiModel }) => multiModel))
    throw new Problem('bad-usage', l10n.t('SageMaker transforms no batches with multi-model containers.'));
  if (variant.serving.kind === 'several' && variant.serving.invocation === 'Direct')
    throw new Problem(
      'bad-usage',
      l10n.t(
        'A batch goes through all containers: SageMaker does not transform with "invocation": "Direct".',
      ),
    );
}

async function requireReady(world: ServeWorld, live: LiveVariant, signal: AbortSignal): Promise<void> {
  const readiness = await untilReady(world, live, signal);
  if (readiness.kind === 'ready') return;
  if (readiness.kind === 'died') throw new Problem('transform-refused', deathText(readiness.end.diagnosis));
  throw new Problem(
    'transform-refused',
    l10n.t('{0} did not answer /ping with 200 in {1} seconds.', readiness.host, live.plan.startup),
  );
}

/** Ends the work when a container dies. */
function whileAlive(
  live: LiveVariant,
  signal: AbortSignal,
): {
  readonly signal: AbortSignal;
  readonly death: () => Problem | undefined;
  readonly end: () => void;
} {
  const work = new AbortController();
  const end = (): void => work.abort();
  let died: Problem | undefined;
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  const watch = async (): Promise<void> => {
    const { diagnosis, stopped } = await live.ended;
    if (!stopped) died = new Problem('transform-refused', deathText(diagnosis));
    end();
  };
  // The engine is gone: whoever asks it next hears so.
  watch().catch(() => undefined);
  return {
    signal: work.signal,
    death: () => died,
    end: () => signal.removeEventListener('abort', end),
  };
}

async function tellLines(
  live: LiveVariant,
  line: (host: string, text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const { host, text } of live.lines(signal)) line(host, text);
  } catch {
    // Whoever stops listening has heard enough.
  }
}

/** Opened with the first look into S3, if there is one. */
function lazyObjects({ objects }: Pick<ServeWorld, 'objects'>): {
  readonly open: () => Promise<Objects>;
  readonly close: () => void;
} {
  let opened: Promise<Objects> | undefined;
  return {
    open: async () => (opened ??= objects.open(undefined)),
    close: () => void opened?.then((store) => store.close()).catch(() => undefined),
  };
}
