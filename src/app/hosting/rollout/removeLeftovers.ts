import { atOnce } from '../../../core/atOnce';
import { unused, usesOf, type Uses } from '../../../core/hosting/rollout/leftovers';
import { subjectOf, type RolloutCall } from '../../../core/hosting/rollout/rolloutCall';
import type { Hosting } from '../../../core/hosting/ports';
import { textAt } from '../../../core/json';
import { Problem } from '../../../core/problem';

/** AWS has a limit for the questions of an account. */
const questions = 4;
/** AWS tells moments in seconds, and asks for what is later. In milliseconds. */
const second = 1000;

/**
 * Who uses what an update made. Only what was made or changed at AWS since can: so few are asked for, also in an
 * account that has thousands. Fails when it cannot be told.
 */
export async function findUses(
  hosting: Hosting,
  removals: readonly RolloutCall[],
  signal: AbortSignal,
): Promise<Uses> {
  const moments = await atOnce(removals, questions, async (call) => madeAt(hosting, call, signal));
  const known = moments.flatMap((moment) => moment ?? []);
  // All of it is gone already.
  if (known.length === 0) return new Map();
  const since = Math.min(...known) - second;
  const [names, configNames] = await Promise.all([
    hosting.endpointsSince(since, signal),
    hosting.configsSince(since, signal),
  ]);
  const [endpoints, configs] = await Promise.all([
    atOnce(names, questions, async (name) => hosting.findEndpoint(name, signal)),
    atOnce(configNames, questions, async (name) => hosting.readConfig(name, signal)),
  ]);
  return usesOf(removals, {
    endpoints: endpoints.filter((each) => each !== undefined),
    configs: configs.filter((each) => each !== undefined),
  });
}

/** By AWS's own clock; nothing when it is gone. */
async function madeAt(hosting: Hosting, call: RolloutCall, signal: AbortSignal): Promise<number | undefined> {
  const name = subjectOf(call);
  const told =
    call.action === 'DeleteModel'
      ? await hosting.readModel(name, signal)
      : await hosting.readConfig(name, signal);
  return told && Date.parse(textAt(told, 'CreationTime') ?? '');
}

/** Takes away what nothing uses, which is looked at once more. Gives what is still there, and why. */
export async function removeLeftovers(
  hosting: Hosting,
  removals: readonly RolloutCall[],
  signal: AbortSignal,
): Promise<ReadonlyArray<{ readonly call: RolloutCall; readonly problem: Problem | undefined }>> {
  const uses = await findUses(hosting, removals, signal);
  const free = new Set(unused(removals, uses));
  const left: Array<{ readonly call: RolloutCall; readonly problem: Problem | undefined }> = [];
  for (const call of removals) {
    // A configuration that stays needs its models, though AWS would let them go.
    const before = left.find(({ call: { action }, problem }) => problem && action === 'DeleteEndpointConfig');
    if (!free.has(call) || before) {
      left.push({ call, problem: before?.problem });
      continue;
    }
    try {
      await hosting.make(call, signal);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.kind !== 'data-missing') left.push({ call, problem: error });
    }
  }
  return left;
}
