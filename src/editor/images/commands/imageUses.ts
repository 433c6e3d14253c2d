import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { pinnedName } from '../../../core/images/image';
import { findImage } from '../../../core/images/imagesState';
import { Problem } from '../../../core/problem';
import type { Handlers } from '../../register';
import type { Services } from '../../services';
import type { ImagesView } from '../imagesView';
import { imageTitle } from './imageTitle';
import { pickImages } from './pickImages';
import { openShell } from './shellTerminal';
import { serveWith, trainWith } from './useImage';

type UseCommand =
  | 'copyImageName'
  | 'copyImageId'
  | 'copyImageDigest'
  | 'copyImageUri'
  | 'runImageShell'
  | 'trainWithImage'
  | 'serveWithImage';

export function useHandlers(services: Services, view: ImagesView): Pick<Handlers, UseCommand> {
  const onOne = async (
    rows: readonly string[],
    title: string,
    work: (reference: string) => Promise<void>,
  ): Promise<void> => {
    const [reference] = await pickImages(view, rows, title);
    if (reference !== undefined) await work(reference);
  };
  return {
    copyImageName: async (rows) => copy(await pickImages(view, rows, l10n.t('Copy Image Name'))),
    copyImageId: async (rows) => {
      const state = await view.current();
      const references = await pickImages(view, rows, l10n.t('Copy Image ID'));
      await copy(references.flatMap((reference) => findImage(state, reference)?.id ?? []));
    },
    copyImageDigest: async (rows) => {
      const pinned = await pinnedOf(view, rows, l10n.t('Copy Image Digest'));
      await copy(pinned.map((uri) => uri.slice(uri.indexOf('@') + 1)));
    },
    copyImageUri: async (rows) => copy(await pinnedOf(view, rows, l10n.t('Copy Pinned URI of Image'))),
    runImageShell: async (rows) =>
      onOne(rows, l10n.t('Run Shell in Image'), async (image) =>
        openShell(services, image, imageTitle(image)),
      ),
    trainWithImage: async (rows) =>
      onOne(rows, l10n.t('Train Locally With Image'), async (image) => trainWith(services, image)),
    serveWithImage: async (rows) =>
      onOne(rows, l10n.t('Serve With Image'), async (image) => serveWith(services, image)),
  };
}

async function copy(texts: readonly string[]): Promise<void> {
  if (texts.length > 0) await vscode.env.clipboard.writeText(texts.join('\n'));
}

/** As a registry names it: an image that was never pushed or pulled has no such name. */
async function pinnedOf(
  view: ImagesView,
  rows: readonly string[],
  title: string,
): Promise<readonly string[]> {
  const state = await view.current();
  const references = await pickImages(view, rows, title);
  return references.map((reference) => {
    const image = findImage(state, reference);
    const pinned = image && pinnedName(image, reference);
    if (pinned === undefined)
      throw new Problem(
        'bad-usage',
        l10n.t('{0} has no digest: no registry has it yet. A push gives it one.', imageTitle(reference)),
      );
    return pinned;
  });
}
