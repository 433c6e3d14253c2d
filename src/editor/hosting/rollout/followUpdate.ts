import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { HostedEndpoint } from '../../../core/hosting/endpoint';
import type { Hosting } from '../../../core/hosting/ports';
import { secondsInWords } from '../../../core/hosting/rollout/deploymentWords';
import { endInWords, phasesInWords, type RolloutEnd } from '../../../core/hosting/rollout/outcome';
import { removalsOf } from '../../../core/hosting/rollout/leftovers';
import type { RolloutCall } from '../../../core/hosting/rollout/rolloutCall';
import { isAbort } from '../../../core/problem';
import { commandId } from '../../../manifest/commandId';
import { guard } from '../../register';
import type { Services } from '../../services';
import { withHosting } from '../hostingRegion';
import type { RolloutPlace } from './place';
import { historyKey, RolloutHistory } from './rolloutHistory';
import type { Watch } from './session';

/** Milliseconds: the clock in the status bar goes on while AWS says nothing new. */
const beat = 1000;

export interface Following {
  readonly hosting: Hosting;
  readonly report: (endpoint: HostedEndpoint) => void;
  readonly signal: AbortSignal;
}

interface Update extends RolloutPlace {
  readonly from: string;
  readonly to: string;
  readonly account: string;
  /** What is made for it. */
  readonly makes: readonly RolloutCall[];
}

/** Tells how an update goes, in the status bar and the view, and how it ended, with what to do then. */
export async function followUpdate(
  watch: Watch,
  update: Update,
  work: (following: Following) => Promise<RolloutEnd>,
  tell: (update: Update, end: RolloutEnd) => Promise<void> = tellEnd,
): Promise<void> {
  const { services, tree } = watch;
  const { name, region } = update;
  const view = await tree.view();
  try {
    const end = await followWork(watch, update, async (following) =>
      withHosting(services, region, async ({ hosting }) => work({ hosting, ...following })),
    );
    await view.renew(name, region);
    if (end.kind === 'rolled back') await remember(services, update);
    // A message may stay for hours, and what asked for the update goes on.
    void guard(services, async () => tell(update, end), 'rollout');
  } catch (error) {
    await view.renew(name, region).catch(() => undefined);
    if (!isAbort(error)) throw error;
    const text = l10n.t('Nobody watches the update of {0} any more. What AWS was asked for goes on.', name);
    await vscode.window.showInformationMessage(text);
  }
}

export async function followWork<T>(
  { services, tree }: Watch,
  { name, region }: RolloutPlace,
  work: (following: Omit<Following, 'hosting'>) => Promise<T>,
): Promise<T> {
  const view = await tree.view();
  const title = l10n.t('Updating {0}', name);
  const { clock } = await services.world();
  const since = clock.now();
  return services.activity.run(title, async (signal, tell) => {
    let said = '';
    const draw = (): void => {
      const elapsed = secondsInWords(Math.round((clock.now() - since) / 1000));
      tell([title, elapsed, said].filter(Boolean).join(' · '));
    };
    const timer = setInterval(draw, beat);
    const report = (endpoint: HostedEndpoint): void => {
      const now = phasesInWords(endpoint);
      // The view has its own questions while somebody looks; it only has to hear that there is news.
      if (said !== now) void view.renew(name, region).catch(() => undefined);
      said = now;
      draw();
    };
    try {
      return await work({ report, signal });
    } finally {
      clearInterval(timer);
    }
  });
}

/** What it made is still there, also when nobody looks at the message. */
async function remember(
  { userMemory, world }: Services,
  { name, region = '', account, from, to, makes }: Update,
): Promise<void> {
  const { clock } = await world();
  const update = { at: clock.now(), from, to, lines: [] };
  await new RolloutHistory(userMemory).leave(historyKey(account, region, name), update, removalsOf(makes));
}

async function tellEnd({ name, region, from, to, makes }: Update, end: RolloutEnd): Promise<void> {
  const text = endInWords(end, name, { from, to });
  const row = `endpoint:${region === undefined ? name : `${region}/${name}`}`;
  if (end.kind === 'done') {
    const back = l10n.t('Undo…');
    const chosen = await vscode.window.showInformationMessage(text, back);
    if (chosen === back) await vscode.commands.executeCommand(commandId('updateEndpoint'), `${row}/=${from}`);
    return;
  }
  const again = l10n.t('Update Again…');
  const remove = l10n.t('Remove What Was Made…');
  const isLeft = end.kind === 'rolled back' && makes.length > 0;
  const buttons = end.kind === 'failed' ? [] : [again, ...(isLeft ? [remove] : [])];
  const chosen = await vscode.window.showErrorMessage(text, ...buttons);
  if (chosen === again) await vscode.commands.executeCommand(commandId('updateEndpoint'), row);
  if (chosen === remove) await vscode.commands.executeCommand(commandId('removeRolledBack'), `${row}/=${to}`);
}
