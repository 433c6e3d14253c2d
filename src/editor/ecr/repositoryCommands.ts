import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readForComparison } from '../../app/ecr/compareRemote';
import { comparisonPage } from '../../core/ecr/compareImages';
import { consoleAddress } from '../../core/ecr/console';
import { placeOf, subjectOf } from '../../core/ecr/remotePlace';
import { shortId } from '../../core/format';
import { Problem } from '../../core/problem';
import type { Handlers } from '../register';
import type { Services } from '../services';
import { addRegion, chooseAws, removeRegion, signInToAws, switchProfile, switchRegion } from './awsPlace';
import { createRepository } from './createRepository';
import { Pages } from './pages';
import type { RemoteChoice } from './pickRemote';
import { pickRemoteImages, pickRepository } from './pickRemote';
import { Policies } from './policyCommands';
import type { PolicyFiles } from './policyFiles';
import { confirmAndRemove, confirmAndRemoveRepository, removeTags } from './removeRemote';
import type { RepositoriesView } from './repositoriesView';
import { filterRepositories, pinRepository, unpinRepository } from './repositoriesLook';
import type { repositoryCommands } from './repositoryCommandNames';
import { Scans } from './scanCommands';

type RepositoryCommand = (typeof repositoryCommands)[number];

export function repositoryHandlers(
  services: Services,
  view: RepositoriesView,
  files: PolicyFiles,
): Pick<Handlers, RepositoryCommand> {
  const pages = new Pages(services.scope);
  const scans = new Scans(services, view, pages);
  const policies = new Policies(services, view, pages, files);
  return {
    refreshRepositories: async ([row]) => {
      const of = row === undefined ? undefined : view.tree.row(row);
      const isRegion = of !== undefined && of.kind.startsWith('region');
      await view.refresh(isRegion ? of.subject : undefined);
    },
    createRepository: async (rows) => createRepository(services, view, rows),
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
    removeRemoteTags: async (rows) => removeTags(services, view, rows),
    startImageScan: async (rows) => scans.start(rows),
    showScanFindings: async (rows) => scans.show(rows),
    sortScanFindings: async () => scans.reorder(),
    editLifecyclePolicy: async (rows) => policies.edit('lifecycle', rows),
    previewLifecyclePolicy: async (rows) => policies.preview(rows),
    editRepositoryPolicy: async (rows) => policies.edit('access', rows),
    putPolicy: async () => policies.put(),
    compareRemoteImages: async (rows) => compareImages(services, { view, pages }, rows),
    openInAwsConsole: async (rows) => openInConsole(services, view, rows),
    showMoreImages: async ([row]) => {
      const title = l10n.t('Show More Images');
      const known = row === undefined ? undefined : view.tree.row(row)?.subject;
      if (known !== undefined) return view.showMore(known);
      const chosen = await pickRepository(services, view, [], title);
      if (chosen) view.showMore(subjectOf({ region: chosen.region, repository: chosen.repository.name }));
    },
  };
}

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

/** Two images side by side. */
async function compareImages(
  services: Services,
  { view, pages }: { readonly view: RepositoriesView; readonly pages: Pages },
  rows: readonly string[],
): Promise<void> {
  const asked = rows.length === 2 ? rows : [];
  const title = l10n.t('Choose two images to compare');
  const [left, right, ...more] = await pickRemoteImages(services, view, asked, { title, many: true });
  if (!left) return;
  if (!right || more.length > 0) throw new Problem('bad-usage', l10n.t('Choose two images.'));
  const read = async ({ region, repository, image }: RemoteChoice, signal: AbortSignal) => {
    const wanted = {
      repository: repository.name,
      image,
      title: `${repository.name}:${image.tags[0] ?? shortId(image.digest)}`,
    };
    return view.withEcr(async (ecr) => readForComparison(ecr, wanted, signal), region);
  };
  const [one, other] = await services.activity.run(l10n.t('Asking ECR'), async (signal) =>
    Promise.all([read(left, signal), read(right, signal)]),
  );
  await pages.show(l10n.t('{0} and {1}', one.title, other.title), comparisonPage(one, other));
}

async function openInConsole(
  services: Services,
  view: RepositoriesView,
  rows: readonly string[],
): Promise<void> {
  const subject = rows[0] === undefined ? undefined : view.tree.row(rows[0])?.subject;
  const chosen =
    subject === undefined
      ? await pickRepository(services, view, [], l10n.t('Open in AWS Console'))
      : undefined;
  const place = chosen
    ? { region: chosen.region, repository: chosen.repository.name }
    : placeOf(subject ?? '');
  const account = view.registry(place.region)?.store.value?.identity.account;
  if (account !== undefined && place.repository !== '')
    await vscode.env.openExternal(vscode.Uri.parse(consoleAddress(account, place)));
}
