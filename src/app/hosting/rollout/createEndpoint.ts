import * as l10n from '@vscode/l10n';
import type { HostedEndpoint } from '../../../core/hosting/endpoint';
import type { NewEndpoint } from '../../../core/hosting/rollout/newEndpoint';
import type { RolloutCall } from '../../../core/hosting/rollout/rolloutCall';
import { isAbort, Problem } from '../../../core/problem';
import { followEndpoint, isPassing, type Ends } from './followEndpoint';
import { makeSoon, removeMade } from './makeCalls';

export type Created =
  | { readonly kind: 'created'; readonly endpoint: HostedEndpoint }
  /** What exists of it, in the order in which it was made. */
  | { readonly kind: 'failed'; readonly error: Problem; readonly made: readonly RolloutCall[] };

/** Makes models, configuration and endpoint, waits until it is in service, and only then lets it scale. */
export async function createEndpoint(
  ends: Ends,
  { name, makes, scaling }: NewEndpoint,
  report: (endpoint: HostedEndpoint) => void,
  signal: AbortSignal,
): Promise<Created> {
  if (await ends.hosting.findEndpoint(name, signal))
    throw new Problem('bad-name', l10n.t('There is an endpoint {0} already: update it instead.', name));
  const made: RolloutCall[] = [];
  let isServing = false;
  const failed = (error: Problem): Created => ({ kind: 'failed', error, made });
  try {
    for (const call of makes) {
      await makeSoon(ends, call, signal);
      made.push(call);
    }
    const isBegun = ({ status }: HostedEndpoint): boolean => status === 'InService' || status === 'Failed';
    const endpoint = await followEndpoint(ends, name, { report, isBegun }, signal);
    if (endpoint.status !== 'InService') return failed(notServing(endpoint));
    isServing = true;
    await scale(ends, { name, scaling }, signal);
    return { kind: 'created', endpoint };
  } catch (error) {
    // Stopped while AWS goes on: nothing is known to be wrong.
    if (isAbort(error) && made.length === makes.length) throw error;
    if (isAbort(error))
      return failed(new Problem('endpoint-failed', l10n.t('You stopped before {0} was created.', name)));
    if (!(error instanceof Problem) || isServing) throw error;
    if (isPassing(error) && made.length === makes.length) throw error;
    return failed(error);
  }
}

const notServing = ({ name, failure }: HostedEndpoint): Problem =>
  new Problem(
    'endpoint-failed',
    l10n.t('{0} did not come into service: {1}', name, failure ?? l10n.t('AWS gave no reason.')),
  );

async function scale(
  { hosting }: Ends,
  { name, scaling }: Pick<NewEndpoint, 'name' | 'scaling'>,
  signal: AbortSignal,
): Promise<void> {
  try {
    for (const call of scaling) await hosting.make(call, signal);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const text = l10n.t('{0} is in service, but does not scale by itself: {1}', name, error.message);
    throw new Problem(error.kind, text, error);
  }
}

/** The endpoint first: until it is gone, the rest is in use. */
export async function removeCreated(
  ends: Ends,
  name: string,
  made: readonly RolloutCall[],
  signal: AbortSignal,
): Promise<readonly RolloutCall[]> {
  if (made.some(({ action }) => action === 'CreateEndpoint')) {
    await ends.hosting.removeEndpoint(name, signal);
    while (await ends.hosting.findEndpoint(name, signal)) await ends.clock.sleep(askEvery, signal);
  }
  return removeMade(ends, made);
}

/** Milliseconds. */
const askEvery = 3000;
