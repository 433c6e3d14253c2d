import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { HostedEndpoint } from '../../../core/hosting/endpoint';
import type { Hosting } from '../../../core/hosting/ports';
import { secondsInWords } from '../../../core/hosting/rollout/deploymentWords';
import { endInWords, phasesInWords, type RolloutEnd } from '../../../core/hosting/rollout/outcome';
import { isAbort } from '../../../core/problem';
import { commandId } from '../../../manifest/commandId';
import { withHosting } from '../hostingRegion';
import type { Watch } from './session';
import type { RolloutPlace } from './place';

/** Milliseconds: the clock in the status bar goes on while AWS says nothing new. */
const beat = 1000;

export interface Following {
  readonly hosting: Hosting;
  readonly report: (endpoint: HostedEndpoint) => void;
  readonly signal: AbortSignal;
}

type Update = RolloutPlace & { readonly from: string; readonly to: string };

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
    await tell(update, end);
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

async function tellEnd({ name, region, from, to }: Update, end: RolloutEnd): Promise<void> {
  const text = endInWords(end, name, { from, to });
  const row = `endpoint:${region === undefined ? name : `${region}/${name}`}`;
  if (end.kind === 'done') {
    const back = l10n.t('Undo…');
    const chosen = await vscode.window.showInformationMessage(text, back);
    if (chosen === back) await vscode.commands.executeCommand(commandId('updateEndpoint'), `${row}/=${from}`);
    return;
  }
  const again = l10n.t('Update Again…');
  const buttons = end.kind === 'failed' ? [] : [again];
  const chosen = await vscode.window.showErrorMessage(text, ...buttons);
  if (chosen === again) await vscode.commands.executeCommand(commandId('updateEndpoint'), row);
}
