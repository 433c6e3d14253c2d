import * as l10n from '@vscode/l10n';
import { isMoving, type HostedEndpoint } from '../../../core/hosting/endpoint';
import type { Hosting } from '../../../core/hosting/ports';
import type { Clock } from '../../../core/ports';
import { isAbort, Problem } from '../../../core/problem';

export interface Ends {
  readonly hosting: Hosting;
  readonly clock: Clock;
}

/** Milliseconds. An update takes minutes. */
const askEvery = 5000;
/** AWS may need a moment to say that it has begun. */
const looks = 3;
/** In a row: one that is lost on the way tells nothing about the endpoint. */
const lostQuestions = 6;

/** Until it moves no more. What was asked for goes on when the signal ends. */
export async function followEndpoint(
  ends: Ends,
  name: string,
  {
    report,
    isBegun,
  }: { report: (endpoint: HostedEndpoint) => void; isBegun: (now: HostedEndpoint) => boolean },
  signal: AbortSignal,
): Promise<HostedEndpoint> {
  let begun = false;
  for (let look = 1; ; look += 1) {
    const endpoint = await findPatiently(ends, name, signal);
    report(endpoint);
    begun ||= isMoving(endpoint.status) || isBegun(endpoint);
    if (!isMoving(endpoint.status) && (begun || look > looks)) return endpoint;
    await ends.clock.sleep(askEvery, signal);
  }
}

export async function findPatiently(
  { hosting, clock }: Ends,
  name: string,
  signal: AbortSignal,
): Promise<HostedEndpoint> {
  for (let lost = 1; ; lost += 1) {
    try {
      const endpoint = await hosting.findEndpoint(name, signal);
      if (endpoint) return endpoint;
      throw new Problem('data-missing', l10n.t('There is no endpoint {0} any more.', name));
    } catch (error) {
      if (isAbort(error) || !isPassing(error) || lost === lostQuestions) throw error;
      await clock.sleep(askEvery, signal);
    }
  }
}

/** Whoever asks again may get an answer. */
export const isPassing = (error: unknown): boolean =>
  error instanceof Problem && (error.kind === 'aws-failed' || error.kind === 'aws-unreachable');
