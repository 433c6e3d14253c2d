import * as l10n from '@vscode/l10n';
import type { AwsPlace } from '../../../core/ecr/ports';
import type { Hosting } from '../../../core/hosting/ports';
import type { Affected } from '../../../core/hosting/rollout/fileChange';
import type { RolloutEnd } from '../../../core/hosting/rollout/outcome';
import type { PlannedRollout } from '../../../core/hosting/rollout/plannedRollout';
import type { Rollout } from '../../../core/hosting/rollout/rollout';
import { atStart } from '../../../core/hosting/rollout/typeChange';
import { Problem } from '../../../core/problem';
import { changeTypes, type TypeEnds, type TypeFollower } from './changeTypes';
import type { KeptChange } from './rolloutStore';
import { updateEndpoint } from './updateEndpoint';

/** With the scaling of what AWS changes only while it does not scale. */
export async function planScaling(
  hosting: Hosting,
  rollout: Rollout,
  { typed, dropped }: Affected,
  signal: AbortSignal,
): Promise<PlannedRollout> {
  const { endpoint } = rollout;
  const lost = await hosting.readScaling(endpoint, dropped, signal);
  if (lost.length > 0)
    throw new Problem(
      'bad-usage',
      l10n.t(
        '{0} scales by itself, and would be gone: take its scaling away in the endpoint editor first.',
        lost.map(({ variant }) => variant).join(', '),
      ),
    );
  return { rollout, scaling: await hosting.readScaling(endpoint, typed, signal) };
}

/** Where a plan is kept, and for whom. */
export interface Whose {
  readonly place: AwsPlace;
  readonly account: string;
}

export async function carryOut(
  ends: TypeEnds,
  { rollout, scaling }: PlannedRollout,
  { follower, whose }: { readonly follower: TypeFollower; readonly whose: Whose },
  signal: AbortSignal,
): Promise<RolloutEnd> {
  if (scaling.length === 0)
    return updateEndpoint(
      ends,
      rollout,
      { accepted: follower.accepted, report: (endpoint) => follower.report(endpoint, { kind: 'wait' }) },
      signal,
    );
  const touched = ends.clock.now();
  const change = { rollout, scaling, progress: atStart };
  const kept: KeptChange = { version: 1, id: rollout.to, ...whose, change, touched };
  return changeTypes(ends, kept, follower, signal);
}
