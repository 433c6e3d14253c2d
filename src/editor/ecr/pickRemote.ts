import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readImages, readRegistry } from '../../app/ecr/readRegistry';
import type { RemoteImage, Repository } from '../../core/ecr/ports';
import { formatAge, formatSize, shortId } from '../../core/format';
import type { Services } from '../services';
import type { RepositoriesView } from './repositoriesView';

export interface RemoteChoice {
  readonly repository: Repository;
  readonly image: RemoteImage;
}

/** The images that a command was called on, or one that the user picks: every command works from the palette too. */
export async function pickRemoteImages(
  services: Services,
  view: RepositoriesView,
  rows: readonly string[],
  title: string,
): Promise<readonly RemoteChoice[]> {
  if (rows.length > 0) {
    const { repositories } = view.store.value ?? { repositories: [] };
    return rows.flatMap((id) => {
      const subject = view.tree.row(id)?.subject ?? '';
      const image = view.image(subject);
      const repository = repositories.find(({ name }) => name === subject.split('@')[0]);
      return image && repository ? [{ repository, image }] : [];
    });
  }
  const repository = await pickRepository(services, view, title);
  if (!repository) return [];
  const images = await services.activity.run(l10n.t('Asking ECR'), async (signal) =>
    view.withEcr(async (ecr) => readImages(ecr, repository.name, signal)),
  );
  const now = Date.now() / 1000;
  const items = images.map((image) => ({
    label: image.tags.join(', ') || shortId(image.digest),
    description: [
      image.bytes === undefined ? '' : formatSize(image.bytes),
      image.pushed === undefined ? '' : formatAge(image.pushed / 1000, now),
    ]
      .filter(Boolean)
      .join(' · '),
    image,
  }));
  const placeHolder = items.length === 0 ? l10n.t('There are no images.') : l10n.t('Which one?');
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder });
  return chosen ? [{ repository, image: chosen.image }] : [];
}

export async function pickRepository(
  services: Services,
  view: RepositoriesView,
  title: string,
): Promise<Repository | undefined> {
  const { repositories } =
    view.store.value ??
    (await services.activity.run(l10n.t('Asking ECR'), async (signal) =>
      view.withEcr(async (ecr) => readRegistry(ecr, signal)),
    ));
  const items = repositories.map((repository) => ({ label: repository.name, repository }));
  const placeHolder = items.length === 0 ? l10n.t('There are no repositories.') : l10n.t('Which repository?');
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.repository;
}
