import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readImages } from '../../app/ecr/readRegistry';
import { placeOf, subjectOf } from '../../core/ecr/remotePlace';
import { checkRepositoryName } from '../../core/ecr/repositoryName';
import { formatSize, shortId } from '../../core/format';
import type { Handlers } from '../register';
import { requireTrust } from '../requireTrust';
import type { Services } from '../services';
import { addRegion, chooseAws, removeRegion, signInToAws, switchProfile, switchRegion } from './awsPlace';
import type { RemoteChoice, RepositoryChoice } from './pickRemote';
import { pickRegion, pickRemoteImages, pickRepository } from './pickRemote';
import type { RepositoriesView } from './repositoriesView';
import { filterRepositories, pinRepository, unpinRepository } from './repositoriesLook';
import type { repositoryCommands } from './repositoryCommandNames';

type RepositoryCommand = (typeof repositoryCommands)[number];

export function repositoryHandlers(
  services: Services,
  view: RepositoriesView,
): Pick<Handlers, RepositoryCommand> {
  return {
    refreshRepositories: async ([row]) => {
      const of = row === undefined ? undefined : view.tree.row(row);
      const isRegion = of !== undefined && of.kind.startsWith('region');
      await view.refresh(isRegion ? of.subject : undefined);
    },
    createRepository: async (rows) => askAndCreate(services, view, rows),
    switchAwsProfile: async () => switchProfile(services),
    switchAwsRegion: async () => switchRegion(),
    addAwsRegion: async () => addRegion(services, view),
    removeAwsRegion: async (rows) => removeRegion(view, rows),
    signInToAws: async () => signInToAws(services),
    chooseAws: async () => chooseAws(),
    filterRepositories: async () => filterRepositories(view),
    clearRepositoryFilter: async () => view.setLook({ ...view.look, filter: '' }),
    pinRepository: async (rows) => pinRepository(services, view, rows),
    unpinRepository: async (rows) => unpinRepository(view, rows),
    copyRepositoryUri: async (rows) => copyUri(services, view, rows),
    copyPinnedUri: async (rows) => {
      const images = await pickRemoteImages(services, view, rows, { title: l10n.t('Copy Pinned URI') });
      await copy(images.map(({ repository, image }) => `${repository.uri}@${image.digest}`));
    },
    pullRemoteImage: async (rows) => {
      const [chosen] = await pickRemoteImages(services, view, rows, { title: l10n.t('Pull ECR Image') });
      if (chosen) await pull(services, view, chosen);
    },
    removeRepository: async (rows) => {
      const chosen = await pickRepository(services, view, rows, l10n.t('Remove Repository'));
      if (chosen) await confirmAndRemoveRepository(services, view, chosen);
    },
    removeRemoteImages: async (rows) => confirmAndRemove(services, view, rows),
    showMoreImages: async ([row]) => {
      const title = l10n.t('Show More Images');
      const known = row === undefined ? undefined : view.tree.row(row)?.subject;
      if (known !== undefined) return view.showMore(known);
      const chosen = await pickRepository(services, view, [], title);
      if (chosen) view.showMore(subjectOf({ region: chosen.region, repository: chosen.repository.name }));
    },
  };
}

const untrusted = (): string =>
  l10n.t('What is in ECR is changed with your rights: that needs a workspace that you trust.');

async function copy(texts: readonly string[]): Promise<void> {
  if (texts.length > 0) await vscode.env.clipboard.writeText(texts.join('\n'));
}

/** Of a repository, or of an image by its tag; what has no tag has its digest. */
async function copyUri(services: Services, view: RepositoriesView, rows: readonly string[]): Promise<void> {
  const uris = rows.flatMap((id) => {
    const subject = view.tree.row(id)?.subject ?? '';
    const { region, repository: name, digest } = placeOf(subject);
    const repository = view.repository(subjectOf({ region, repository: name }));
    if (!repository) return [];
    if (digest === undefined) return [repository.uri];
    const [tag] = view.image(subject)?.tags ?? [];
    return [tag === undefined ? `${repository.uri}@${digest}` : `${repository.uri}:${tag}`];
  });
  if (rows.length > 0) return copy(uris);
  const chosen = await pickRepository(services, view, [], l10n.t('Copy URI'));
  await copy(chosen ? [chosen.repository.uri] : []);
}

async function askAndCreate(
  { activity }: Services,
  view: RepositoriesView,
  rows: readonly string[],
): Promise<void> {
  requireTrust(untrusted());
  const place = await pickRegion(view, rows, l10n.t('Create Repository'));
  if (!place) return;
  const name = await vscode.window.showInputBox({
    title: l10n.t('Create Repository'),
    prompt: l10n.t('The name, such as my-team/iris. Images are scanned when they are pushed.'),
    validateInput: checkRepositoryName,
  });
  if (name === undefined) return;
  const fixed = l10n.t('Tags stay with their image');
  const moving = l10n.t('Tags may move');
  const choice = await vscode.window.showQuickPick(
    [
      { label: moving, detail: l10n.t('A push under the same tag takes it over, as latest does.') },
      { label: fixed, detail: l10n.t('What an endpoint was made of stays what it was.') },
    ],
    { title: l10n.t('Create Repository {0}', name) },
  );
  if (!choice) return;
  await activity.run(l10n.t('Creating {0}', name), async (signal) =>
    view.withEcr(
      async (ecr) =>
        ecr.createRepository({ name, immutable: choice.label === fixed, scanOnPush: true }, signal),
      place.region,
    ),
  );
  await view.refresh(place.region);
}

/** Under its tag, where it has one: an image by its digest alone is hard to find again. */
async function pull(
  { world, activity }: Services,
  view: RepositoriesView,
  { region, repository, image }: RemoteChoice,
): Promise<void> {
  const [tag] = image.tags;
  const name = tag === undefined ? `${repository.uri}@${image.digest}` : `${repository.uri}:${tag}`;
  const { containers } = await world();
  await activity.run(l10n.t('Pulling {0}', name), async (signal, tell) => {
    // The address is ECR's own, and so is the key.
    const key = await view.withEcr(async (ecr) => ecr.authorize(signal), region);
    const report = (line: string): void => tell(l10n.t('Pulling {0}: {1}', repository.name, line));
    await containers.pull({ image: name, platform: undefined, key }, report, signal);
  });
  void vscode.window.showInformationMessage(l10n.t('{0} is on the engine.', name));
}

/** What goes with it is told by its number, and the name is typed: nothing brings it back. */
async function confirmAndRemoveRepository(
  { activity }: Services,
  view: RepositoriesView,
  { region, repository: { name } }: RepositoryChoice,
): Promise<void> {
  requireTrust(untrusted());
  const images = await activity.run(l10n.t('Asking ECR'), async (signal) =>
    view.withEcr(async (ecr) => readImages(ecr, name, signal), region),
  );
  const typed = await vscode.window.showInputBox({
    title: l10n.t('Remove Repository {0}', name),
    prompt:
      images.length === 0
        ? l10n.t('It has no images. Type its name to remove it.')
        : l10n.t(
            'Its {0} images go with it, and nothing brings them back. Type its name to remove it.',
            images.length,
          ),
    validateInput: (text) => (text === name ? undefined : l10n.t('Type {0}.', name)),
  });
  if (typed !== name) return;
  await activity.run(l10n.t('Removing {0}', name), async (signal) =>
    view.withEcr(async (ecr) => ecr.removeRepository(name, signal), region),
  );
  await view.refresh(region);
}

async function confirmAndRemove(
  services: Services,
  view: RepositoriesView,
  rows: readonly string[],
): Promise<void> {
  const images = await pickRemoteImages(services, view, rows, {
    title: l10n.t('Remove Images from ECR'),
    many: true,
  });
  const [first] = images;
  if (!first) return;
  requireTrust(untrusted());
  const bytes = images.reduce((sum, { image }) => sum + (image.bytes ?? 0), 0);
  const remove = l10n.t('Remove');
  const lines = images.map(
    ({ repository, image }) => `${repository.name}: ${image.tags.join(', ') || shortId(image.digest)}`,
  );
  const answer = await vscode.window.showWarningMessage(
    images.length === 1
      ? l10n.t('Remove this image from ECR, with all of its tags?')
      : l10n.t('Remove these {0} images from ECR, with all of their tags?', images.length),
    {
      modal: true,
      detail: [
        ...lines.slice(0, 10),
        '',
        l10n.t(
          '{0}. This cannot be undone: endpoints and jobs that start from them fail.',
          formatSize(bytes),
        ),
      ].join('\n'),
    },
    remove,
  );
  if (answer !== remove) return;
  const bySubject = new Map<string, readonly RemoteChoice[]>();
  for (const each of images) {
    const subject = subjectOf({ region: each.region, repository: each.repository.name });
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), each]);
  }
  try {
    await services.activity.run(l10n.t('Removing from ECR'), async (signal) => {
      for (const [subject, each] of bySubject) {
        const { region, repository } = placeOf(subject);
        const digests = each.map(({ image: { digest } }) => digest);
        await view.withEcr(async (ecr) => ecr.removeImages(repository, digests, signal), region);
      }
    });
  } finally {
    // Of several some may be gone although another could not go.
    for (const subject of bySubject.keys()) view.renewImages(subject);
  }
}
