import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { changeTypes } from '../../../app/hosting/rollout/changeTypes';
import { isHeld, RolloutStore, type KeptChange } from '../../../app/hosting/rollout/rolloutStore';
import type { RolloutEnd } from '../../../core/hosting/rollout/outcome';
import { turnedBack } from '../../../core/hosting/rollout/typeChange';
import { guard } from '../../register';
import { followUpdate, type Following } from './followUpdate';
import type { Watch } from './session';

/** Milliseconds: whoever carries out a change elsewhere has been silent by then, or has finished it. */
const again = 50_000;
/** Those that the user was asked about in this window. */
const asked = new Set<string>();

/** Changes that a window left half-way: nobody's scaling stays away for long without being told. */
export async function offerResume(watch: Watch): Promise<void> {
  const { services } = watch;
  const { disk, clock } = await services.world();
  const store = new RolloutStore(disk);
  const kept = (await store.all()).filter(({ id }) => !asked.has(id));
  const held = kept.filter((each) => isHeld(each, clock.now()));
  if (held.length > 0) {
    const timer = setTimeout(() => void guard(services, async () => offerResume(watch), 'rollout'), again);
    services.scope.own({ dispose: () => clearTimeout(timer) });
  }
  for (const each of kept.filter((one) => !held.includes(one))) {
    asked.add(each.id);
    void guard(services, async () => ask(watch, store, each), 'rollout');
  }
}

async function ask(watch: Watch, store: RolloutStore, kept: KeptChange): Promise<void> {
  const { rollout, scaling } = kept.change;
  const { endpoint: name, from, to } = rollout;
  const resume = l10n.t('Resume');
  const restore = l10n.t('Restore Scaling');
  const leave = l10n.t('Leave');
  const variants = scaling.map(({ variant }) => variant).join(', ');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t(
      'The change of {0} to other instances was left half-way: {1} may not scale by itself now. Resume it, or put the scaling back as it was?',
      name,
      variants,
    ),
    resume,
    restore,
    leave,
  );
  if (chosen !== resume && chosen !== restore) return undefined;
  const progress = chosen === restore ? turnedBack(kept.change.progress) : kept.change.progress;
  const wanted = { ...kept, change: { ...kept.change, progress } };
  const { region } = kept.place;
  const { clock } = await watch.services.world();
  const work = async ({ hosting, report, signal }: Following): Promise<RolloutEnd> => {
    const follower = { accepted: async () => Promise.resolve(), report };
    return changeTypes({ hosting, clock, store }, wanted, follower, signal);
  };
  // Of what is put back, only what was made already is there.
  const makes = chosen === restore ? rollout.makes.slice(0, progress.made) : rollout.makes;
  const update = { name, region, from, to, account: kept.account, makes };
  if (chosen === resume) return followUpdate(watch, update, work);
  const text = l10n.t('The scaling of {0} is as it was.', name);
  return followUpdate(
    watch,
    update,
    work,
    async () => void (await vscode.window.showInformationMessage(text)),
  );
}
