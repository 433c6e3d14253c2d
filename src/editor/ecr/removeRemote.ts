import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readImages } from '../../app/ecr/readRegistry';
import { placeOf, subjectOf } from '../../core/ecr/remotePlace';
import { formatSize, shortId } from '../../core/format';
import { requireTrust } from '../requireTrust';
import type { Services } from '../services';
import type { RemoteChoice, RepositoryChoice } from './pickRemote';
import { pickRemoteImages } from './pickRemote';
import type { RepositoriesView } from './repositoriesView';

const untrusted = (): string =>
  l10n.t('What is in ECR is changed with your rights: that needs a workspace that you trust.');

/** What goes with it is told by its number, and the name is typed: nothing brings it back. */
export async function confirmAndRemoveRepository(
  { activity }: Services,
  view: RepositoriesView,
  { region, repository: { name } }: RepositoryChoice,
): Promise<void> {
  requireTrust(untrusted());
  const images = await activity.run(l10n.t('Asking ECR'), async (signal) =>
    view.withEcr(async (ecr) => readImages(ecr, name, signal), region),
  );
  const bytes = images.reduce((sum, each) => sum + (each.bytes ?? 0), 0);
  const typed = await vscode.window.showInputBox({
    title: l10n.t('Remove Repository {0}', name),
    prompt:
      images.length === 0
        ? l10n.t('It has no images. Type its name to remove it.')
        : l10n.t(
            'Its {0} images go with it, {1}, and nothing brings them back. Type its name to remove it.',
            images.length,
            formatSize(bytes),
          ),
    validateInput: (text) => (text === name ? undefined : l10n.t('Type {0}.', name)),
  });
  if (typed !== name) return;
  await activity.run(l10n.t('Removing {0}', name), async (signal) =>
    view.withEcr(async (ecr) => ecr.removeRepository(name, signal), region),
  );
  await view.refresh(region);
}

export async function confirmAndRemove(
  services: Services,
  view: RepositoriesView,
  rows: readonly string[],
): Promise<void> {
  const title = l10n.t('Remove Images from ECR');
  const images = await pickRemoteImages(services, view, rows, { title, many: true });
  if (images.length === 0) return;
  requireTrust(untrusted());
  const bytes = images.reduce((sum, { image }) => sum + (image.bytes ?? 0), 0);
  const remove = l10n.t('Remove');
  const lines = images.map(
    ({ repository, image }) => `${repository.name}: ${image.tags.join(', ') || shortId(image.digest)}`,
  );
  const hidden = lines.length - 10;
  const answer = await vscode.window.showWarningMessage(
    images.length === 1
      ? l10n.t('Remove this image from ECR, with all of its tags?')
      : l10n.t('Remove these {0} images from ECR, with all of their tags?', images.length),
    {
      modal: true,
      detail: [
        ...lines.slice(0, 10),
        ...(hidden > 0 ? [l10n.t('and {0} more', hidden)] : []),
        '',
        l10n.t(
          '{0}. This cannot be undone: endpoints and jobs that start from them fail.',
          formatSize(bytes),
        ),
      ].join('\n'),
    },
    remove,
  );
  if (answer === remove) await removeAll(services, view, images);
}

async function removeAll(
  { activity }: Services,
  view: RepositoriesView,
  images: readonly RemoteChoice[],
): Promise<void> {
  const bySubject = new Map<string, readonly string[]>();
  for (const { region, repository, image } of images) {
    const subject = subjectOf({ region, repository: repository.name });
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), image.digest]);
  }
  try {
    await activity.run(l10n.t('Removing from ECR'), async (signal) => {
      for (const [subject, digests] of bySubject) {
        const { region, repository } = placeOf(subject);
        await view.withEcr(async (ecr) => ecr.removeImages(repository, digests, signal), region);
      }
    });
  } finally {
    // Of several some may be gone although another could not go.
    for (const subject of bySubject.keys()) view.renewImages(subject);
  }
}

/** The image stays under its other tags; ECR takes it away with the last one. */
export async function removeTags(
  services: Services,
  view: RepositoriesView,
  rows: readonly string[],
): Promise<void> {
  const title = l10n.t('Remove Tag of ECR Image');
  const [chosen] = await pickRemoteImages(services, view, rows, { title });
  if (!chosen) return;
  requireTrust(untrusted());
  const { region, repository, image } = chosen;
  const tags = await pickTags(image.tags, title);
  if (tags.length === 0) return;
  const isLast = tags.length === image.tags.length;
  const remove = isLast ? l10n.t('Remove Image') : l10n.t('Remove Tag');
  const answer = await vscode.window.showWarningMessage(
    l10n.t('Remove {0} from {1}?', tags.join(', '), repository.name),
    {
      modal: true,
      detail: isLast
        ? l10n.t(
            'It has no other tag, and ECR removes an image with its last one: {0}. This cannot be undone.',
            formatSize(image.bytes ?? 0),
          )
        : l10n.t('The image stays under its other tags.'),
    },
    remove,
  );
  if (answer !== remove) return;
  await services.activity.run(l10n.t('Removing from ECR'), async (signal) =>
    view.withEcr(async (ecr) => ecr.removeImages(repository.name, tags, signal), region),
  );
  view.renewImages(subjectOf({ region, repository: repository.name }));
}

async function pickTags(tags: readonly string[], title: string): Promise<readonly string[]> {
  if (tags.length === 1) return tags;
  const placeHolder = tags.length === 0 ? l10n.t('The image has no tag.') : l10n.t('Which tags?');
  return (await vscode.window.showQuickPick([...tags], { title, placeHolder, canPickMany: true })) ?? [];
}
