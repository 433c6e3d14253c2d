import type { DocumentSelector } from 'vscode';
import { userRegion } from '../../core/prebuilt/userRegion';
import type { Closeable } from '../../core/scope';
import { provideAssist } from '../provideAssist';

/** Every kind of file that names an image under `image`. */
const filesWithImages: DocumentSelector = { pattern: '**/*.{train,endpoint}.json' };

/** Loaded at the first question: the table of images is no part of what every window pays for. */
const load = async () => import('../../core/prebuilt/jsonImages');

/** The images of AWS, offered and explained as in Dockerfiles. */
export const registerImageAssist = (): readonly Closeable[] =>
  provideAssist(
    filesWithImages,
    {
      hover: async (document, offset) =>
        (await load()).jsonImageHover(document.getText(), offset, Date.now()),
      completions: async (document, offset) =>
        (await load()).jsonImageCompletions(document.getText(), offset, userRegion(process.env)),
    },
    ['"', '/', ':', '.', '-'],
  );
