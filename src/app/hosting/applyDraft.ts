import * as l10n from '@vscode/l10n';
import { callsBetween, isWaitedFor } from '../../core/hosting/calls';
import { draftOf, refusal, type EndpointDraft, type LiveEndpoint } from '../../core/hosting/draft';
import type { HostedEndpoint } from '../../core/hosting/endpoint';
import { isMoving } from '../../core/hosting/endpoint';
import { merge, type Merged } from '../../core/hosting/merge';
import type { Hosting } from '../../core/hosting/ports';
import type { Clock } from '../../core/ports';
import { Problem } from '../../core/problem';

export interface Change {
  readonly name: string;
  /** What the draft was made from. */
  readonly base: EndpointDraft;
  readonly draft: EndpointDraft;
}

export interface Follower {
  /** Before the first call: from here on there is something to undo. */
  readonly begin: (before: EndpointDraft, after: EndpointDraft) => Promise<void>;
  readonly report: (step: Step) => void;
}

export interface Step {
  /** Counted from 1. */
  readonly call: number;
  readonly calls: number;
  readonly endpoint: HostedEndpoint;
}

export type Applied =
  | { readonly kind: 'applied'; readonly endpoint: HostedEndpoint }
  | { readonly kind: 'unchanged'; readonly endpoint: HostedEndpoint }
  /** Somebody else changed it since: nothing was written. */
  | { readonly kind: 'foreign'; readonly endpoint: HostedEndpoint; readonly merged: Merged };

/** Milliseconds. Weights take seconds, instances minutes. */
const askEvery = 2000;

/**
 * Reads again, compares, and only then writes: all weights first, then the capacity of one variant after the other,
 * each when the endpoint is in service again. What was asked for goes on when the signal ends; AWS cancels nothing.
 */
export async function applyDraft(
  { hosting, clock }: { readonly hosting: Hosting; readonly clock: Clock },
  { name, base, draft }: Change,
  { begin, report }: Follower,
  signal: AbortSignal,
): Promise<Applied> {
  const live = await read(hosting, name, signal);
  const { endpoint } = live;
  const refused = refusal(draft, endpoint);
  if (refused !== undefined) throw new Problem('bad-usage', refused);
  if (endpoint.status !== 'InService')
    throw new Problem(
      'endpoint-busy',
      l10n.t('{0} is being changed: try again when it is in service.', name),
    );
  const now = draftOf(live);
  const merged = merge(base, draft, now);
  if (merged.isForeign) return { kind: 'foreign', endpoint, merged };
  const calls = callsBetween(name, now, draft);
  if (calls.length === 0) return { kind: 'unchanged', endpoint };
  await begin(now, draft);
  let after = endpoint;
  for (const [index, call] of calls.entries()) {
    await hosting.send(call, signal);
    if (!isWaitedFor(call)) continue;
    const step = { call: index + 1, calls: calls.length };
    const tell = (each: HostedEndpoint): void => report({ ...step, endpoint: each });
    after = await settled({ hosting, clock }, name, tell, signal);
    if (after.status !== 'InService')
      throw new Problem(
        'endpoint-failed',
        l10n.t('{0} did not come back into service: {1}', name, after.failure ?? after.status),
      );
  }
  return { kind: 'applied', endpoint: after };
}

async function settled(
  { hosting, clock }: { readonly hosting: Hosting; readonly clock: Clock },
  name: string,
  report: (endpoint: HostedEndpoint) => void,
  signal: AbortSignal,
): Promise<HostedEndpoint> {
  for (;;) {
    const endpoint = await find(hosting, name, signal);
    report(endpoint);
    if (!isMoving(endpoint.status)) return endpoint;
    await clock.sleep(askEvery, signal);
  }
}

/** With its scaling, as far as the user may see that. */
async function read(
  hosting: Hosting,
  name: string,
  signal: AbortSignal,
): Promise<LiveEndpoint & { readonly endpoint: HostedEndpoint }> {
  const endpoint = await find(hosting, name, signal);
  try {
    return { endpoint, scaling: await hosting.listScaling(endpoint, signal) };
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'aws-denied') throw error;
    return { endpoint, scaling: undefined };
  }
}

async function find(hosting: Hosting, name: string, signal: AbortSignal): Promise<HostedEndpoint> {
  const endpoint = await hosting.findEndpoint(name, signal);
  if (!endpoint) throw new Problem('data-missing', l10n.t('There is no endpoint {0} any more.', name));
  return endpoint;
}
