import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readImages } from '../../app/ecr/readRegistry';
import type { Repository } from '../../core/ecr/ports';
import { checkRepositoryName } from '../../core/ecr/repositoryName';
import { formatSize, shortId } from '../../core/format';
import { Problem } from '../../core/problem';
import type { Handlers } from '../register';
import { requireTrust } from '../requireTrust';
import type { Services } from '../services';
import { readSetting, writeSetting } from '../settings';
import type { RepositoriesView } from './repositoriesView';
import type { RemoteChoice } from './pickRemote';
import { pickRemoteImages, pickRepository } from './pickRemote';
import type { repositoryCommands } from './repositoryCommandNames';

type RepositoryCommand = (typeof repositoryCommands)[number];

export function repositoryHandlers(
  services: Services,
  view: RepositoriesView,
): Pick<Handlers, RepositoryCommand> {
  return {
    refreshRepositories: async () => view.refresh(),
    createRepository: async () => askAndCreate(services, view),
    switchAwsProfile: async () => switchProfile(services),
    switchAwsRegion: async () => switchRegion(),
    signInToAws: async () => signInToAws(services),
    copyRepositoryUri: async (rows) => copyUri(services, view, rows),
    copyPinnedUri: async (rows) => {
      const images = await pickRemoteImages(services, view, rows, l10n.t('Copy Pinned URI'));
      await copy(images.map(({ repository, image }) => `${repository.uri}@${image.digest}`));
    },
    pullRemoteImage: async (rows) => {
      const [chosen] = await pickRemoteImages(services, view, rows, l10n.t('Pull ECR Image'));
      if (chosen) await pull(services, view, chosen);
    },
    removeRepository: async ([row]) => {
      const { repositories } = view.store.value ?? { repositories: [] };
      const named = row === undefined ? undefined : view.tree.row(row)?.subject;
      const repository =
        row === undefined
          ? await pickRepository(services, view, l10n.t('Remove Repository'))
          : repositories.find(({ name }) => name === named);
      if (repository) await confirmAndRemoveRepository(services, view, repository);
    },
    removeRemoteImages: async (rows) => confirmAndRemove(services, view, rows),
    showMoreImages: async ([row]) => {
      const subject = row === undefined ? undefined : view.tree.row(row)?.subject;
      const repository = subject ?? (await pickRepository(services, view, l10n.t('Show More Images')))?.name;
      if (repository !== undefined) view.showMore(repository);
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
  const { repositories } = view.store.value ?? { repositories: [] };
  const uris = rows.flatMap((id) => {
    const subject = view.tree.row(id)?.subject ?? '';
    const [name, digest] = subject.split('@');
    const repository = repositories.find((each) => each.name === name);
    if (!repository) return [];
    if (digest === undefined) return [repository.uri];
    const [tag] = view.image(subject)?.tags ?? [];
    return [tag === undefined ? `${repository.uri}@${digest}` : `${repository.uri}:${tag}`];
  });
  if (rows.length > 0) return copy(uris);
  const chosen = await pickRepository(services, view, l10n.t('Copy URI'));
  await copy(chosen ? [chosen.uri] : []);
}

async function askAndCreate({ activity }: Services, view: RepositoriesView): Promise<void> {
  requireTrust(untrusted());
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
    view.withEcr(async (ecr) =>
      ecr.createRepository({ name, immutable: choice.label === fixed, scanOnPush: true }, signal),
    ),
  );
  await view.refresh();
}

async function switchProfile({ world }: Services): Promise<void> {
  const { registries } = await world();
  const current = readSetting('aws.profile');
  const icon = (name: string): string => (name === current ? '$(check)' : '$(account)');
  const items = [
    {
      label: `${icon('')} ${l10n.t('As the AWS command line does')}`,
      description: l10n.t('AWS_PROFILE, keys of the environment, or default'),
      profile: '',
    },
    ...(await registries.profiles()).map(({ name, region, sso }) => ({
      label: `${icon(name)} ${name}`,
      description: [region ?? '', sso ? 'SSO' : ''].filter(Boolean).join(' · '),
      profile: name,
    })),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: l10n.t('AWS profile for Longshore'),
    placeHolder: l10n.t('For this workspace; other tools keep theirs.'),
  });
  if (chosen) await writeSetting('aws.profile', chosen.profile);
}

async function switchRegion(): Promise<void> {
  const { regions } = await import('../../core/prebuilt/accounts');
  const current = readSetting('aws.region');
  const own = { label: l10n.t('That of the profile or of AWS_REGION'), region: '' };
  const items = [own, ...[...regions()].toSorted().map((region) => ({ label: region, region }))];
  const chosen = await vscode.window.showQuickPick(
    items.map((item) => ({ ...item, ...(item.region === current ? { description: '✓' } : {}) })),
    { title: l10n.t('AWS region for Longshore') },
  );
  if (chosen) await writeSetting('aws.region', chosen.region);
}

/** The command is typed into a terminal, where the user sees it and a browser can be opened from. */
async function signInToAws({ world }: Services): Promise<void> {
  const { registries } = await world();
  const name = readSetting('aws.profile') || process.env['AWS_PROFILE'] || 'default';
  const profile = (await registries.profiles()).find((each) => each.name === name);
  if (profile && !/^[\w.@+-]+$/.test(profile.name))
    throw new Problem('aws-credentials', l10n.t('Sign in to the profile {0} in a terminal.', profile.name));
  if (profile && !profile.sso && profile.name !== 'default')
    throw new Problem(
      'aws-credentials',
      l10n.t(
        'The profile {0} has keys of its own, and nothing to sign in to. Are they still valid?',
        profile.name,
      ),
    );
  const option = profile && profile.name !== 'default' ? ` --profile ${profile.name}` : '';
  const terminal = vscode.window.createTerminal({ name: l10n.t('Sign in to AWS') });
  terminal.show();
  // Without a profile of SSO there is nothing to sign in to yet: it is asked for, and can be left.
  terminal.sendText(profile?.sso === true ? `aws sso login${option}` : `aws configure sso${option}`, false);
}

/** Under its tag, where it has one: an image by its digest alone is hard to find again. */
async function pull(
  { world, activity }: Services,
  view: RepositoriesView,
  { repository, image }: RemoteChoice,
): Promise<void> {
  const [tag] = image.tags;
  const name = tag === undefined ? `${repository.uri}@${image.digest}` : `${repository.uri}:${tag}`;
  const { containers } = await world();
  await activity.run(l10n.t('Pulling {0}', name), async (signal, tell) => {
    // The address is ECR's own, and so is the key.
    const key = await view.withEcr(async (ecr) => ecr.authorize(signal));
    const report = (line: string): void => tell(l10n.t('Pulling {0}: {1}', repository.name, line));
    await containers.pull({ image: name, platform: undefined, key }, report, signal);
  });
  void vscode.window.showInformationMessage(l10n.t('{0} is on the engine.', name));
}

/** What goes with it is told by its number, and the name is typed: nothing brings it back. */
async function confirmAndRemoveRepository(
  { activity }: Services,
  view: RepositoriesView,
  { name }: Repository,
): Promise<void> {
  requireTrust(untrusted());
  const images = await activity.run(l10n.t('Asking ECR'), async (signal) =>
    view.withEcr(async (ecr) => readImages(ecr, name, signal)),
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
    view.withEcr(async (ecr) => ecr.removeRepository(name, signal)),
  );
  await view.refresh();
}

async function confirmAndRemove(
  services: Services,
  view: RepositoriesView,
  rows: readonly string[],
): Promise<void> {
  const images = await pickRemoteImages(services, view, rows, l10n.t('Remove Images from ECR'));
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
  const digests = new Map<string, { readonly repository: Repository; readonly digests: string[] }>();
  for (const { repository, image } of images) {
    const known = digests.get(repository.name) ?? { repository, digests: [] };
    known.digests.push(image.digest);
    digests.set(repository.name, known);
  }
  try {
    await services.activity.run(l10n.t('Removing from ECR'), async (signal) =>
      view.withEcr(async (ecr) => {
        for (const [name, each] of digests) await ecr.removeImages(name, each.digests, signal);
      }),
    );
  } finally {
    // Of several some may be gone although another could not go.
    for (const name of digests.keys()) await view.renewImages(name);
  }
}
