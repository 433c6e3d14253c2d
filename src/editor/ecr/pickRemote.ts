import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readImages } from '../../app/ecr/readRegistry';
import type { RemoteImage, Repository } from '../../core/ecr/ports';
import { placeOf, subjectOf } from '../../core/ecr/remotePlace';
import { formatAge, formatSize, shortId } from '../../core/format';
import type { Services } from '../services';
import type { RepositoriesView } from './repositoriesView';

export interface RepositoryChoice {
  readonly region: string;
  readonly repository: Repository;
}

export interface RemoteChoice extends RepositoryChoice {
  readonly image: RemoteImage;
}

interface Asking {
  readonly title: string;
  /** Several images may be chosen. */
  readonly many?: true;
}

/** The images that a command was called on, or those that the user picks: every command works from the palette too. */
export async function pickRemoteImages(
  services: Services,
  view: RepositoriesView,
  rows: readonly string[],
  { title, many }: Asking,
): Promise<readonly RemoteChoice[]> {
  if (rows.length > 0)
    return rows.flatMap((id) => {
      const subject = view.tree.row(id)?.subject ?? '';
      const place = placeOf(subject);
      const image = view.image(subject);
      const repository = view.repository(subjectOf({ region: place.region, repository: place.repository }));
      return image && repository ? [{ region: place.region, repository, image }] : [];
    });
  const chosen = await pickRepository(services, view, [], title);
  if (!chosen) return [];
  const { region, repository } = chosen;
  const images = await services.activity.run(l10n.t('Asking ECR'), async (signal) =>
    view.withEcr(async (ecr) => readImages(ecr, repository.name, signal), region),
  );
  const items = images.map(imageItem);
  const placeHolder = items.length === 0 ? l10n.t('There are no images.') : l10n.t('Which one?');
  const options = { title, placeHolder, ignoreFocusOut: true };
  const picked = many
    ? await vscode.window.showQuickPick(items, { ...options, canPickMany: true })
    : [await vscode.window.showQuickPick(items, options)];
  return (picked ?? []).flatMap((each) => (each ? [{ region, repository, image: each.image }] : []));
}

function imageItem(image: RemoteImage): vscode.QuickPickItem & { readonly image: RemoteImage } {
  const { tags, digest, bytes, pushed } = image;
  const facts = [
    bytes === undefined ? '' : formatSize(bytes),
    pushed === undefined ? '' : formatAge(pushed / 1000, Date.now() / 1000),
  ];
  return {
    label: tags.join(', ') || shortId(digest),
    description: facts.filter(Boolean).join(' · '),
    image,
  };
}

/** The repository of the row that a command was called on, or the one that the user picks. */
export async function pickRepository(
  services: Services,
  view: RepositoriesView,
  [row]: readonly string[],
  title: string,
): Promise<RepositoryChoice | undefined> {
  if (row !== undefined) {
    const { region, repository: name } = placeOf(view.tree.row(row)?.subject ?? '');
    const repository = view.repository(subjectOf({ region, repository: name }));
    return repository && { region, repository };
  }
  const known = await knownRepositories(services, view);
  const severalRegions = view.registries.length > 1;
  const items = known.map(({ region, repository }) => ({
    label: repository.name,
    ...(severalRegions ? { description: region } : {}),
    region,
    repository,
  }));
  const placeHolder = items.length === 0 ? l10n.t('There are no repositories.') : l10n.t('Which repository?');
  const options = { title, placeHolder, matchOnDescription: true, ignoreFocusOut: true };
  return vscode.window.showQuickPick(items, options);
}

/** What the view has, which is read now where nobody has looked; a region that fails does not hide the others. */
async function knownRepositories(
  { activity }: Services,
  view: RepositoriesView,
): Promise<readonly RepositoryChoice[]> {
  const unread = view.registries.filter(({ store }) => store.value === undefined);
  if (unread.length > 0)
    await activity.run(l10n.t('Asking ECR'), async () =>
      Promise.all(unread.map(async (each) => each.read())),
    );
  const found = view.registries.flatMap(({ store: { value } }) =>
    (value?.repositories ?? []).map((repository) => ({ region: value?.region ?? '', repository })),
  );
  const problem = view.registries.flatMap(({ store: { state } }) =>
    state.kind === 'failed' ? [state.problem] : [],
  )[0];
  if (problem && found.length === 0) throw problem;
  return found;
}

/** Where something is to be made: the region of the row, the only one, or the one that the user picks. */
export async function pickRegion(
  view: RepositoriesView,
  [row]: readonly string[],
  title: string,
): Promise<{ readonly region: string | undefined } | undefined> {
  const named = row === undefined ? undefined : view.tree.row(row);
  if (named?.kind === 'region') return { region: named.subject };
  if (view.registries.length < 2) return { region: undefined };
  const items = view.registries.flatMap(({ region }) => (region === undefined ? [] : [{ label: region }]));
  const placeHolder = l10n.t('In which region?');
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true });
  return chosen && { region: chosen.label };
}
