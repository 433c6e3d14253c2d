import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { findUses, removeLeftovers } from '../../../app/hosting/rollout/removeLeftovers';
import type { PastUpdate } from '../../../core/hosting/panel/endpointPanel';
import { leftoverInWords, unused, type Uses } from '../../../core/hosting/rollout/leftovers';
import { subjectOf, type RolloutCall } from '../../../core/hosting/rollout/rolloutCall';
import { Problem } from '../../../core/problem';
import { requireTrust } from '../../requireTrust';
import { withHosting } from '../hostingRegion';
import type { RolloutPlace } from './place';
import { historyKey } from './rolloutHistory';
import type { Session } from './session';

/** What a rolled-back update left is named, asked about, and taken away; of the newest update when none is named. */
export async function removeRolledBack(
  { services, history }: Session,
  { name, region }: RolloutPlace,
  to: string | undefined,
): Promise<void> {
  requireTrust(l10n.t('Endpoints are changed with your rights: that needs a workspace that you trust.'));
  const { activity } = services;
  const key = await activity.run(l10n.t('Asking AWS who you are'), async (signal) =>
    withHosting(services, region, async ({ ecr, hosting }) =>
      historyKey((await ecr.identity(signal)).account, hosting.region, name),
    ),
  );
  const { update, removals } = leftBy(name, history.of(key), to);
  const uses = await activity.run(l10n.t('Asking SageMaker who uses it'), async (signal) =>
    withHosting(services, region, async ({ hosting }) => findUses(hosting, removals, signal)),
  );
  if (!(await agree(update, removals, uses))) return;
  const left = await activity.run(l10n.t('Removing what the update of {0} made', name), async (signal) =>
    withHosting(services, region, async ({ hosting }) => removeLeftovers(hosting, removals, signal)),
  );
  await history.leave(
    key,
    update,
    left.map(({ call }) => call),
  );
  const refused = left.find(({ problem }) => problem)?.problem;
  if (refused) throw new Problem(refused.kind, stillThere(left, refused), refused);
  const gone = removals.filter((call) => !left.some((each) => each.call === call)).map(subjectOf);
  void vscode.window.showInformationMessage(l10n.t('Removed: {0}.', gone.join(', ')));
}

function leftBy(
  name: string,
  updates: readonly PastUpdate[],
  to: string | undefined,
): { readonly update: PastUpdate; readonly removals: readonly RolloutCall[] } {
  for (const update of updates) {
    const { leftovers = [] } = update;
    if (leftovers.length > 0 && (to === undefined || update.to === to))
      return { update, removals: leftovers };
  }
  throw new Problem(
    'data-missing',
    l10n.t('This machine knows of no rolled-back update of {0} that has left something.', name),
  );
}

async function agree({ to }: PastUpdate, removals: readonly RolloutCall[], uses: Uses): Promise<boolean> {
  const detail = removals.map((call) => leftoverInWords(call, uses)).join('\n');
  if (unused(removals, uses).length === 0) {
    await vscode.window.showInformationMessage(detail.replaceAll('\n', ' '));
    return false;
  }
  const remove = l10n.t('Remove');
  const question = l10n.t('Remove what was made for {0}?', to);
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, remove)) === remove;
}

const stillThere = (left: ReadonlyArray<{ readonly call: RolloutCall }>, { message }: Problem): string =>
  l10n.t('Still there: {0}. {1}', left.map(({ call }) => subjectOf(call)).join(', '), message);
