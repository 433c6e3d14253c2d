import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { removeImages } from '../../app/images/removeImages';
import { tagImage } from '../../app/images/tagImage';
import { formatSize, shortId } from '../../core/format';
import { checkImageName } from '../../core/images/imageName';
import { layersTable } from '../../core/images/layersTable';
import { findImage } from '../../core/images/imagesState';
import { Problem } from '../../core/problem';
import { FetchedDocuments } from '../fetchedDocuments';
import type { Handlers } from '../register';
import type { Services } from '../services';
import type { ImagesView } from './imagesView';
import { pickImages } from './pickImages';

type ImageCommand =
  | 'refreshImages'
  | 'inspectImage'
  | 'copyImageName'
  | 'copyImageId'
  | 'tagImage'
  | 'removeImages'
  | 'pruneImages'
  | 'showImageLayers'
  | 'filterImages'
  | 'clearImageFilter'
  | 'arrangeImages';

export function imageHandlers(services: Services, view: ImagesView): Pick<Handlers, ImageCommand> {
  const documents = services.scope.own(
    new FetchedDocuments('longshore-image', 'json', async (reference) => {
      const { docker } = await services.world();
      const found = await docker.inspectImage(reference, new AbortController().signal);
      return JSON.stringify(found, undefined, 2);
    }),
  );
  const layers = services.scope.own(
    new FetchedDocuments('longshore-layers', 'txt', async (reference) => {
      const { docker } = await services.world();
      return layersTable(await docker.imageLayers(reference, new AbortController().signal));
    }),
  );
  return {
    refreshImages: async () => view.refresh(),
    inspectImage: async (rows) => {
      for (const reference of await pickImages(view, rows, l10n.t('Inspect Image')))
        await documents.open(nameOf(reference), reference);
    },
    copyImageName: async (rows) => copy(await pickImages(view, rows, l10n.t('Copy Image Name'))),
    copyImageId: async (rows) => {
      const state = await view.current();
      const references = await pickImages(view, rows, l10n.t('Copy Image ID'));
      await copy(references.flatMap((reference) => findImage(state, reference)?.id ?? []));
    },
    tagImage: async (rows) => {
      const [reference] = await pickImages(view, rows, l10n.t('Tag Image'));
      if (reference !== undefined) await askAndTag(services, reference);
    },
    removeImages: async (rows) => {
      await confirmAndRemove(services, await pickImages(view, rows, l10n.t('Remove Images')));
    },
    pruneImages: async () => confirmAndPrune(services),
    showImageLayers: async (rows) => {
      for (const reference of await pickImages(view, rows, l10n.t('Show Layers of Image')))
        await layers.open(nameOf(reference), reference);
    },
    filterImages: async () => (await import('./imagesLook')).filterImages(view),
    clearImageFilter: async () => view.setLook({ ...view.look, filter: '' }),
    arrangeImages: async () => (await import('./imagesLook')).arrangeImages(view),
  };
}

/** An id is for machines; people get its beginning. */
const nameOf = (reference: string): string =>
  reference.startsWith('sha256:') ? shortId(reference) : reference;

async function copy(texts: readonly string[]): Promise<void> {
  if (texts.length > 0) await vscode.env.clipboard.writeText(texts.join('\n'));
}

async function askAndTag({ world, activity }: Services, reference: string): Promise<void> {
  const isId = reference.startsWith('sha256:');
  const name = await vscode.window.showInputBox({
    title: l10n.t('Tag {0}', nameOf(reference)),
    prompt: l10n.t('The new name, as repository:tag. The old one stays.'),
    value: isId ? '' : reference,
    // The tag is what mostly changes.
    ...(isId ? {} : { valueSelection: [reference.lastIndexOf(':') + 1, reference.length] }),
    validateInput: (text) => checkImageName(text),
  });
  if (name === undefined || name === reference) return;
  const { docker } = await world();
  await activity.run(l10n.t('Tagging {0}', nameOf(reference)), async (signal) =>
    tagImage({ docker }, { reference, name }, signal),
  );
}

async function confirmAndRemove(services: Services, references: readonly string[]): Promise<void> {
  const [first] = references;
  if (first === undefined) return;
  const question =
    references.length === 1
      ? l10n.t('Remove {0}?', nameOf(first))
      : l10n.t('Remove these {0} images?', references.length);
  const shown = references.slice(0, 10).map(nameOf);
  const more =
    references.length > shown.length ? [l10n.t('… and {0} more', references.length - shown.length)] : [];
  const detail = [
    ...(references.length === 1 ? [] : [...shown, ...more, '']),
    l10n.t('Other tags of the same image stay.'),
  ];
  const remove = l10n.t('Remove');
  const answer = await vscode.window.showWarningMessage(
    question,
    { modal: true, detail: detail.join('\n') },
    remove,
  );
  if (answer === remove) await removeNow(services, references, false);
}

/** What a stopped container holds on to can be forced; the border offers whatever else can be done. */
async function removeNow(services: Services, references: readonly string[], force: boolean): Promise<void> {
  const { docker } = await services.world();
  const title =
    references.length === 1 ? l10n.t('Removing image') : l10n.t('Removing {0} images', references.length);
  try {
    await services.activity.run(title, async (signal) =>
      removeImages({ docker }, { references, force }, signal),
    );
  } catch (error) {
    if (!(error instanceof Problem) || !error.remedies.includes('force-remove') || force) throw error;
    const anyway = l10n.t('Remove Anyway');
    const chosen = await vscode.window.showErrorMessage(error.message, anyway);
    if (chosen === anyway) await removeNow(services, references, true);
  }
}

async function confirmAndPrune({ world, activity }: Services): Promise<void> {
  const prune = l10n.t('Remove');
  const question = l10n.t('Remove all untagged images that no container uses?');
  const detail = l10n.t('They are what is left over when a tag moves to a newer build.');
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, prune)) !== prune) return;
  const { docker } = await world();
  const pruned = await activity.run(l10n.t('Pruning images'), async (signal) => docker.pruneImages(signal));
  void vscode.window.showInformationMessage(
    pruned.images === 0
      ? l10n.t('There was nothing to remove.')
      : l10n.t(
          'Removed {0} untagged layers and images and freed {1}.',
          pruned.images,
          formatSize(pruned.bytes),
        ),
  );
}
