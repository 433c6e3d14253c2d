import type { Calls, Evidence, ImageFacts, Trial } from '../../../core/serve/contract/evidence';
import { isRoot } from '../../../core/serve/contract/isRoot';
import { labels, otherPort } from '../../../core/serve/contract/limits';
import { Asker, type Sample } from './asker';
import { askModels } from './askModels';
import type { ContractWorld } from './contractWorld';
import type { Findings, Inquest } from './inquiry';
import { seen } from './seen';
import type { LiveTrial } from './startTrial';
import type { Change } from './trialStarter';

type Others = Pick<Evidence, 'root' | 'port' | 'online' | 'writable'> & Pick<Calls, 'models'>;

/** Seconds: where the window of hosting has passed already, nobody waits for it again. */
const shortStartup = 60;

/** Starts that differ in one thing, side by side: nothing of theirs is timed. */
export async function otherTrials(
  world: ContractWorld,
  quest: Inquest,
  { main, image }: Pick<Findings, 'main'> & { readonly image: ImageFacts },
  signal: AbortSignal,
): Promise<Others> {
  const { target, probes, starter } = quest;
  const { subject, plan } = target;
  if (main.refusal !== undefined || world.clock.now() > quest.deadline) return {};
  const isUp = main.ready !== undefined;
  const startup = isUp ? plan.startup : Math.min(plan.startup, shortStartup);
  const trial = async (isWanted: boolean, change: Change, sample?: Sample): Promise<Trial | undefined> =>
    isWanted
      ? during(await starter.start({ startup, ...change }, signal), async (on) =>
          told(world, on, sample, signal),
        )
      : undefined;
  const isInPipeline = subject.isInGroup || image.labels[labels.bindToPort] === 'true';
  const listsModels = !subject.multiModel && image.labels[labels.multiModel] === 'true';
  const isWritable = !isUp && !subject.multiModel && (await canCopy(quest, signal));
  const [root, port, online, writable, models] = await Promise.all([
    trial(probes.has('root') && !isRoot(image.user), { user: '0' }, quest.sample),
    trial(probes.has('port') && isInPipeline, {
      port: otherPort,
      environment: { SAGEMAKER_BIND_TO_PORT: String(otherPort) },
    }),
    trial(!isUp && subject.isolated, { isolated: false }),
    trial(isWritable, { writable: true }),
    probes.has('models') && listsModels
      ? during(
          await starter.start({ startup, environment: { SAGEMAKER_MULTI_MODEL: 'true' } }, signal),
          async (on) =>
            on.start.ready === undefined ? undefined : askModels(askerOf(world, on), false, signal),
        )
      : undefined,
  ]);
  return {
    ...(root ? { root } : {}),
    ...(port ? { port } : {}),
    ...(online ? { online } : {}),
    ...(writable ? { writable } : {}),
    ...(models ? { models } : {}),
  };
}

const canCopy = async ({ target, starter }: Inquest, signal: AbortSignal): Promise<boolean> =>
  target.model !== undefined && starter.copyModel(signal);

const askerOf = (world: ContractWorld, { address }: LiveTrial): Asker =>
  new Asker(world, address, { path: '/invocations', headers: { accept: '*/*' } });

async function during<T>(trial: LiveTrial, work: (trial: LiveTrial) => Promise<T>): Promise<T> {
  try {
    return await work(trial);
  } finally {
    await trial.stop(1);
  }
}

async function told(
  world: ContractWorld,
  trial: LiveTrial,
  sample: Sample | undefined,
  signal: AbortSignal,
): Promise<Trial> {
  const answer =
    sample && trial.start.ready !== undefined
      ? await askerOf(world, trial).invoke(sample, signal)
      : undefined;
  const all = await trial.tell(undefined, signal);
  return answer ? { ...all, answer: seen(answer) } : all;
}
