import * as l10n from '@vscode/l10n';
import type { HostedEndpoint } from '../../../core/hosting/endpoint';
import { endOf, type RolloutEnd } from '../../../core/hosting/rollout/outcome';
import type { Rollout } from '../../../core/hosting/rollout/rollout';
import type { RolloutCall } from '../../../core/hosting/rollout/rolloutCall';
import { isAbort, Problem } from '../../../core/problem';
import { followEndpoint, type Ends } from './followEndpoint';
import { makeSoon, removeMade, withLeftovers } from './makeCalls';

export interface RolloutFollower {
  /** AWS has taken the update: from here on there is a way back. */
  readonly accepted: () => Promise<void>;
  readonly report: (endpoint: HostedEndpoint) => void;
}

/**
 * Makes what is new, asks for the update, and follows it. When AWS refuses, what was made goes again; once AWS has
 * taken the update it goes on, whatever becomes of the signal.
 */
export async function updateEndpoint(
  ends: Ends,
  rollout: Rollout,
  { accepted, report }: RolloutFollower,
  signal: AbortSignal,
): Promise<RolloutEnd> {
  await ready(ends, rollout, signal);
  const made: RolloutCall[] = [];
  try {
    for (const call of rollout.makes) {
      await makeSoon(ends, call, signal);
      made.push(call);
    }
    await makeSoon(ends, rollout.update, signal);
  } catch (error) {
    // An answer that was lost on the way may have been a yes.
    if (!(await isTaken(ends, rollout, error))) throw withLeftovers(error, await removeMade(ends, made));
    if (isAbort(error)) {
      await accepted();
      throw error;
    }
  }
  await accepted();
  return followUpdate(ends, rollout, report, signal);
}

async function followUpdate(
  ends: Ends,
  rollout: Pick<Rollout, 'endpoint' | 'from' | 'to'>,
  report: (endpoint: HostedEndpoint) => void,
  signal: AbortSignal,
): Promise<RolloutEnd> {
  const isBegun = ({ config }: HostedEndpoint): boolean => config === rollout.to;
  const endpoint = await followEndpoint(ends, rollout.endpoint, { report, isBegun }, signal);
  return endOf(endpoint, rollout) ?? { kind: 'failed', reason: endpoint.failure };
}

async function ready(
  { hosting }: Ends,
  { endpoint: name, from }: Rollout,
  signal: AbortSignal,
): Promise<void> {
  const endpoint = await hosting.findEndpoint(name, signal);
  if (!endpoint) throw new Problem('data-missing', l10n.t('There is no endpoint {0} any more.', name));
  const { status, config } = endpoint;
  if (status !== 'InService' && status !== 'UpdateRollbackFailed')
    throw new Problem(
      'endpoint-busy',
      l10n.t('{0} is being changed: try again when it is in service.', name),
    );
  if (config !== from)
    throw new Problem(
      'endpoint-busy',
      l10n.t('Somebody else updated {0} just now, to {1}: nothing was written.', name, config),
    );
}

/** Only what never reached AWS, or never came back, is in doubt. */
async function isTaken({ hosting }: Ends, { endpoint, to }: Rollout, error: unknown): Promise<boolean> {
  const isLost = isAbort(error) || (error instanceof Problem && error.kind === 'aws-unreachable');
  if (!isLost) return false;
  const { signal } = new AbortController();
  const found = await hosting.findEndpoint(endpoint, signal).catch(() => undefined);
  return found !== undefined && (found.config === to || found.pending?.config === to);
}
