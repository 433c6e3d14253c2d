import * as l10n from '@vscode/l10n';
import { isMoving, type HostedEndpoint } from '../../../core/hosting/endpoint';
import { endOf, type RolloutEnd } from '../../../core/hosting/rollout/outcome';
import {
  after,
  nextStep,
  turnedBack,
  type NextStep,
  type Progress,
  type Seen,
} from '../../../core/hosting/rollout/typeChange';
import { isAbort, Problem } from '../../../core/problem';
import { findPatiently, isPassing, type Ends } from './followEndpoint';
import { makeSoon, removeMade, withLeftovers } from './makeCalls';
import type { KeptChange, RolloutStore } from './rolloutStore';

export interface TypeEnds extends Ends {
  readonly store: Pick<RolloutStore, 'keep' | 'drop'>;
}

export interface TypeFollower {
  readonly accepted: () => Promise<void>;
  readonly report: (endpoint: HostedEndpoint, step: NextStep) => void;
}

/** Milliseconds. */
const askEvery = 5000;
/** Scaling that is not put back costs money or customers: it is tried again, after so long, in milliseconds. */
const patience = [1000, 2000, 4000, 8000, 16_000];

/**
 * From wherever it is: takes scaling away, updates, puts scaling back. The plan is on disk before every call, and goes
 * when scaling is as it was. When the update is refused, or the user stops before AWS has taken it, scaling is put
 * back at once.
 */
export async function changeTypes(
  ends: TypeEnds,
  kept: KeptChange,
  { accepted, report }: TypeFollower,
  signal: AbortSignal,
): Promise<RolloutEnd> {
  const { rollout, scaling } = kept.change;
  let progress = kept.change.progress;
  let failure: unknown;
  // Once it has turned back, nobody is to stop it.
  const own = (): AbortSignal => (progress.goal === 'back' ? new AbortController().signal : signal);
  const keep = async (now: Progress): Promise<void> => {
    progress = now;
    const change = { ...kept.change, progress };
    await ends.store.keep({ ...kept, change, touched: ends.clock.now() });
  };
  await keep(progress);
  let last: HostedEndpoint | undefined;
  for (let isOver = false; !isOver;) {
    try {
      const seen = await look(ends, kept, own());
      const step = nextStep({ rollout, scaling, progress }, seen);
      last = seen.endpoint;
      if (last) report(last, step);
      isOver = step.kind === 'over';
      await take(ends, step, own());
      if (step.kind === 'update') await accepted();
      if (!isOver) await keep(after(progress, step));
    } catch (error) {
      // The plan stays, for whoever looks next.
      if (progress.accepted) throw error;
      if (progress.goal === 'back') throw unrestored(error, rollout.endpoint);
      failure = error;
      await keep(turnedBack(progress));
    }
  }
  await ends.store.drop(kept.id);
  if (!last) throw gone(rollout.endpoint);
  const end = endOf(last, rollout) ?? { kind: 'failed', reason: last.failure };
  if (failure === undefined) return end;
  // An answer that was lost on the way may have been a yes.
  if (end.kind === 'done') {
    await accepted();
    return end;
  }
  throw withLeftovers(failure, await removeMade(ends, rollout.makes.slice(0, progress.made)));
}

async function look(
  ends: TypeEnds,
  { change: { rollout, scaling } }: KeptChange,
  signal: AbortSignal,
): Promise<Seen & { readonly endpoint: HostedEndpoint | undefined }> {
  const { hosting, clock } = ends;
  const now = clock.now();
  const endpoint = await findPatiently(ends, rollout.endpoint, signal).catch((error: unknown) => {
    if (error instanceof Problem && error.kind === 'data-missing') return undefined;
    throw error;
  });
  if (!endpoint || isMoving(endpoint.status)) return { endpoint, scaling: [], now };
  const names = [...new Set(scaling.map(({ variant }) => variant))];
  const found = await patiently(ends, signal, async () =>
    hosting.readScaling(rollout.endpoint, names, signal),
  );
  return { endpoint, scaling: found, now };
}

async function take(ends: TypeEnds, step: NextStep, signal: AbortSignal): Promise<void> {
  const { hosting, clock } = ends;
  switch (step.kind) {
    case 'wait':
      return clock.sleep(askEvery, signal);
    case 'make':
      return makeSoon(ends, step.call, signal).catch((error: unknown) => {
        // A window before this one made it, and could not tell: nobody else has this name.
        if (!(error instanceof Problem) || error.kind !== 'bad-name') throw error;
      });
    case 'update':
      return makeSoon(ends, step.call, signal);
    case 'scaling':
      return patiently(ends, signal, async () => hosting.make(step.call, signal));
    case 'over':
      return undefined;
  }
}

async function patiently<T>({ clock }: Ends, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (const pause of patience) {
    try {
      return await work();
    } catch (error) {
      if (isAbort(error) || !isPassing(error)) throw error;
      await clock.sleep(pause, signal);
    }
  }
  return work();
}

const gone = (name: string): Problem =>
  new Problem('data-missing', l10n.t('There is no endpoint {0} any more.', name));

function unrestored(error: unknown, name: string): unknown {
  if (!(error instanceof Problem)) return error;
  return new Problem(
    error.kind,
    l10n.t(
      'The scaling of {0} is not as it was yet: {1} What it was is kept, and the Endpoints view offers to put it back.',
      name,
      error.message,
    ),
    error,
  );
}
