import * as l10n from '@vscode/l10n';
import { callsBetween } from '../../core/hosting/calls';
import { draftOf, refusal, type EndpointDraft } from '../../core/hosting/draft';
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
  const endpoint = await read(hosting, name, signal);
  const refused = refusal(draft, endpoint.isAsync);
  if (refused !== undefined) throw new Problem('bad-usage', refused);
  if (endpoint.status !== 'InService')
    throw new Problem(
      'endpoint-busy',
      l10n.t('{0} is being changed: try again when it is in service.', name),
    );
  const now = draftOf(endpoint);
  const merged = merge(base, draft, now);
  if (merged.isForeign) return { kind: 'foreign', endpoint, merged };
  const calls = callsBetween(name, now, draft);
  if (calls.length === 0) return { kind: 'unchanged', endpoint };
  await begin(now, draft);
  let after = endpoint;
  for (const [index, call] of calls.entries()) {
    await hosting.updateWeights(call, signal);
    const step = { call: index + 1, calls: calls.length };
    after = await settled({ hosting, clock }, name, (each) => report({ ...step, endpoint: each }), signal);
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
    const endpoint = await read(hosting, name, signal);
    report(endpoint);
    if (!isMoving(endpoint.status)) return endpoint;
    await clock.sleep(askEvery, signal);
  }
}

async function read(hosting: Hosting, name: string, signal: AbortSignal): Promise<HostedEndpoint> {
  const endpoint = await hosting.findEndpoint(name, signal);
  if (!endpoint) throw new Problem('data-missing', l10n.t('There is no endpoint {0} any more.', name));
  return endpoint;
}
