import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { subjectOf } from '../../core/ecr/remotePlace';
import type { Services } from '../services';
import { typeFilter } from '../typeFilter';
import { pickRepository } from './pickRemote';
import type { RepositoriesView } from './repositoriesView';

export async function filterRepositories(view: RepositoriesView): Promise<void> {
  await typeFilter(
    {
      title: l10n.t('Filter Repositories'),
      prompt: l10n.t('Words that a name has to hold. Empty: all repositories.'),
      value: view.look.filter,
    },
    async (filter) => view.setLook({ ...view.look, filter }),
  );
}

/** The repositories of the rows come first from now on. */
export async function pinRepository(
  services: Services,
  view: RepositoriesView,
  rows: readonly string[],
): Promise<void> {
  const chosen =
    rows.length > 0 ? undefined : await pickRepository(services, view, [], l10n.t('Pin Repository'));
  const subjects = chosen
    ? [subjectOf({ region: chosen.region, repository: chosen.repository.name })]
    : subjectsOf(view, rows);
  const favourites = [...new Set([...view.look.favourites, ...subjects])];
  await view.setLook({ ...view.look, favourites });
}

export async function unpinRepository(view: RepositoriesView, rows: readonly string[]): Promise<void> {
  const { favourites } = view.look;
  const given = subjectsOf(view, rows);
  const gone = rows.length > 0 ? given : await pickFavourites(favourites);
  await view.setLook({ ...view.look, favourites: favourites.filter((each) => !gone.includes(each)) });
}

const subjectsOf = (view: RepositoriesView, rows: readonly string[]): readonly string[] =>
  rows.flatMap((row) => view.tree.row(row)?.subject ?? []);

async function pickFavourites(favourites: readonly string[]): Promise<readonly string[]> {
  const title = l10n.t('Unpin Repository');
  const placeHolder = favourites.length === 0 ? l10n.t('None is pinned.') : l10n.t('Which repository?');
  return (
    (await vscode.window.showQuickPick([...favourites], { title, placeHolder, canPickMany: true })) ?? []
  );
}
