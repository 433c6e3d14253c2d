import * as l10n from '@vscode/l10n';
import { removalOf, subjectOf, type RolloutCall } from '../../../core/hosting/rollout/rolloutCall';
import { Problem } from '../../../core/problem';
import type { Ends } from './followEndpoint';

/** What was made a moment ago is not known everywhere at AWS at once. In milliseconds. */
const patience = [1000, 2000, 3000, 5000, 8000, 13_000];

/** Asks again while AWS does not find what was just made. */
export async function makeSoon(
  { hosting, clock }: Ends,
  call: RolloutCall,
  signal: AbortSignal,
): Promise<void> {
  for (const pause of patience) {
    try {
      await hosting.make(call, signal);
      return;
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== 'data-missing') throw error;
      await clock.sleep(pause, signal);
    }
  }
  await hosting.make(call, signal);
}

/** The last first. Gives what is still there, as it could not be taken away. */
export async function removeMade(
  { hosting }: Pick<Ends, 'hosting'>,
  made: readonly RolloutCall[],
): Promise<readonly RolloutCall[]> {
  // Also when the user has stopped: what nothing uses is in nobody's way for long.
  const { signal } = new AbortController();
  const left: RolloutCall[] = [];
  for (const call of made.toReversed()) {
    const removal = removalOf(call);
    try {
      if (removal) await hosting.make(removal, signal);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.kind !== 'data-missing') left.push(call);
    }
  }
  return left;
}

/** The same failure, with what it left behind. */
export function withLeftovers(error: unknown, left: readonly RolloutCall[]): unknown {
  if (!(error instanceof Problem) || left.length === 0) return error;
  const names = left.map(subjectOf).join(', ');
  return new Problem(
    error.kind,
    l10n.t('{0} What was made before is still there, and nothing uses it: {1}.', error.message, names),
    error,
  );
}
