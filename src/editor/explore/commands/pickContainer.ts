import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { shortId } from '../../../core/format';
import type { Services } from '../../services';
import type { Explorer, PickedContainer } from '../explorer';

const allowedKey = 'longshore.exploreContainers';

/** Any container of the engine, running or not. Into those that are not ours, nothing is started without a word. */
export async function pickContainer(services: Services): Promise<PickedContainer | undefined> {
  const { docker, containers } = await services.world();
  const { signal } = new AbortController();
  const [all, ours] = await Promise.all([docker.listContainers(signal), containers.ofRuns(signal)]);
  const items = all.map((container) => ({
    label: container.name,
    description: container.running ? l10n.t('running') : l10n.t('stopped'),
    detail: shortId(container.id),
    container,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: l10n.t('Explore /opt/ml of Container'),
    placeHolder: items.length === 0 ? l10n.t('There are no containers on this engine.') : '',
    matchOnDetail: true,
  });
  if (!chosen) return undefined;
  const { container } = chosen;
  const isOurs = ours.some(({ id }) => id === container.id);
  if (!container.running || isOurs || (await mayStart(services)))
    return { ...container, sources: ['agent', 'shell', 'archive'] };
  return { ...container, sources: ['archive'] };
}

/** Asked once in a workspace. */
async function mayStart({ memory }: Services): Promise<boolean> {
  const known = memory.get<boolean>(allowedKey);
  if (known !== undefined) return known;
  const [live, snapshots] = [l10n.t('Watch Live'), l10n.t('Only Snapshots')];
  const detail = l10n.t(
    'To see changes at once, a small Python program runs in the container as long as you look. It writes nothing there. Without it, the files are copied out now and then, which is slower.',
  );
  const question = l10n.t('May Longshore start a program in containers that it did not start?');
  const chosen = await vscode.window.showInformationMessage(
    question,
    { modal: true, detail },
    live,
    snapshots,
  );
  if (chosen === undefined) return false;
  await memory.update(allowedKey, chosen === live);
  return chosen === live;
}

/** One of the containers that are open in the Runs view. */
export async function pickExplored(explorer: Explorer): Promise<string | undefined> {
  const items = explorer.containerRows.map(({ label, id }) => ({ label, tree: id.replace('#root', '') }));
  const [only] = items;
  if (items.length < 2) return only?.tree;
  return (await vscode.window.showQuickPick(items, { title: l10n.t('Close Container') }))?.tree;
}
