import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { removeImages } from '../../../app/images/removeImages';
import { tagImage } from '../../../app/images/tagImage';
import { formatSize } from '../../../core/format';
import { checkImageName } from '../../../core/images/imageName';
import { freedAtLeast } from '../../../core/images/imageSpace';
import type { ImagesState } from '../../../core/images/imagesState';
import { findImage, usersOf } from '../../../core/images/imagesState';
import { Problem } from '../../../core/problem';
import type { Handlers } from '../../register';
import type { Services } from '../../services';
import type { ImagesView } from '../imagesView';
import { imageTitle } from './imageTitle';
import { pickImages } from './pickImages';

export function changeHandlers(
  services: Services,
  view: ImagesView,
): Pick<Handlers, 'tagImage' | 'removeImages' | 'pruneImages' | 'pruneBuildCache'> {
  return {
    tagImage: async (rows) => {
      const [reference] = await pickImages(view, rows, l10n.t('Tag Image'));
      if (reference !== undefined) await askAndTag(services, reference);
    },
    removeImages: async (rows) => {
      await confirmAndRemove(services, view, await pickImages(view, rows, l10n.t('Remove Images')));
    },
    pruneImages: async () => confirmAndPrune(services, view.store.value),
    pruneBuildCache: async () => confirmAndPruneCache(services),
  };
}

async function askAndTag({ world, activity }: Services, reference: string): Promise<void> {
  const isId = reference.startsWith('sha256:');
  const name = await vscode.window.showInputBox({
    title: l10n.t('Tag {0}', imageTitle(reference)),
    prompt: l10n.t('The new name, as repository:tag. The old one stays.'),
    value: isId ? '' : reference,
    // The tag is what mostly changes.
    ...(isId ? {} : { valueSelection: [reference.lastIndexOf(':') + 1, reference.length] }),
    validateInput: (text) => checkImageName(text),
  });
  if (name === undefined || name === reference) return;
  const { docker } = await world();
  await activity.run(l10n.t('Tagging {0}', imageTitle(reference)), async (signal) =>
    tagImage({ docker }, { reference, name }, signal),
  );
}

async function confirmAndRemove(
  services: Services,
  view: ImagesView,
  references: readonly string[],
): Promise<void> {
  const [first] = references;
  if (first === undefined) return;
  const question =
    references.length === 1
      ? l10n.t('Remove {0}?', imageTitle(first))
      : l10n.t('Remove these {0} images?', references.length);
  const shown = references.slice(0, 10).map(imageTitle);
  const more =
    references.length > shown.length ? [l10n.t('… and {0} more', references.length - shown.length)] : [];
  const detail = [
    ...(references.length === 1 ? [] : [...shown, ...more, '']),
    l10n.t('Other tags of the same image stay.'),
    ...freedLine(view.store.value, references),
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

/** Nothing before the engine has measured. */
function freedLine(state: ImagesState | undefined, references: readonly string[]): readonly string[] {
  if (!state?.space) return [];
  const removals = references.flatMap((subject) => {
    const image = findImage(state, subject);
    return image ? [{ image, reference: image.tags.find((tag) => tag === subject) }] : [];
  });
  const bytes = freedAtLeast(removals, state.space, (id) => usersOf(state, id).length > 0);
  return bytes === 0 ? [] : [l10n.t('At least {0} come free.', formatSize(bytes))];
}

async function confirmAndPrune({ world, activity }: Services, state: ImagesState | undefined): Promise<void> {
  const prune = l10n.t('Remove');
  const question = l10n.t('Remove all untagged images that no container uses?');
  const untagged = [...(state?.images.values() ?? [])].filter(({ tags }) => tags.length === 0);
  const detail = [
    l10n.t('They are what is left over when a tag moves to a newer build.'),
    ...freedLine(
      state,
      untagged.map(({ id }) => id),
    ),
  ].join('\n');
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

async function confirmAndPruneCache({ world, activity }: Services): Promise<void> {
  const prune = l10n.t('Remove');
  const question = l10n.t('Remove the build cache of BuildKit?');
  const detail = l10n.t(
    'It holds the contexts and steps of earlier builds. Images stay; the next builds take longer.',
  );
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, prune)) !== prune) return;
  const { docker } = await world();
  const bytes = await activity.run(l10n.t('Pruning the build cache'), async (signal) =>
    docker.pruneBuildCache(signal),
  );
  void vscode.window.showInformationMessage(
    bytes === 0 ? l10n.t('There was nothing to remove.') : l10n.t('Freed {0}.', formatSize(bytes)),
  );
}
