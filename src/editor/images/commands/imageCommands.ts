import * as l10n from '@vscode/l10n';
import { FetchedDocuments } from '../../fetchedDocuments';
import type { Handlers } from '../../register';
import { lateHandlers } from '../../register';
import type { Services } from '../../services';
import type { ImagesView } from '../imagesView';
import { imageTitle } from './imageTitle';

type Look =
  | 'refreshImages'
  | 'inspectImage'
  | 'showImageLayers'
  | 'filterImages'
  | 'clearImageFilter'
  | 'arrangeImages';
const changes = ['tagImage', 'removeImages', 'pruneImages', 'pruneBuildCache'] as const;
const uses = [
  'copyImageName',
  'copyImageId',
  'copyImageDigest',
  'copyImageUri',
  'runImageShell',
  'trainWithImage',
  'serveWithImage',
] as const;
type ImageCommand = (typeof changes)[number] | (typeof uses)[number] | Look;

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
      const { layersTable } = await import('../../../core/images/layersTable');
      const { docker } = await services.world();
      return layersTable(await docker.imageLayers(reference, new AbortController().signal));
    }),
  );
  const pick = async (rows: readonly string[], title: string): Promise<readonly string[]> =>
    (await import('./pickImages')).pickImages(view, rows, title);
  return {
    ...lateHandlers(changes, async () => (await import('./imageChanges')).changeHandlers(services, view)),
    ...lateHandlers(uses, async () => (await import('./imageUses')).useHandlers(services, view)),
    refreshImages: async () => view.refresh(),
    inspectImage: async (rows) => {
      for (const reference of await pick(rows, l10n.t('Inspect Image')))
        await documents.open(imageTitle(reference), reference);
    },
    showImageLayers: async (rows) => {
      for (const reference of await pick(rows, l10n.t('Show Layers of Image')))
        await layers.open(imageTitle(reference), reference);
    },
    filterImages: async () => (await import('./imagesLook')).filterImages(view),
    clearImageFilter: async () => view.setLook({ ...view.look, filter: '' }),
    arrangeImages: async () => (await import('./imagesLook')).arrangeImages(view),
  };
}
