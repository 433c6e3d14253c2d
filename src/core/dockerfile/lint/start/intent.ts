import { copiedFiles, type CopiedFile } from '../copied/copied';
import { copiesOf } from '../copied/copy';
import { baseName } from './program';
import type { View } from '../view';
import { containsAny } from '../../text/contains';
import { Notes } from '../../text/notes';

/** `train.py` alone is no sign: every project has one. */
const signs = /sagemaker|\/opt\/ml\b|\/invocations\b/i;
const words = ['sagemaker', '/opt/ml', '/invocations'];

const isAskedFor = (path: string): boolean => /^(?:train|serve)$/.test(baseName(path));

const isProgram = ({ path, fact: { text } }: CopiedFile): boolean =>
  isAskedFor(path) && text?.startsWith('#!') === true;

const sdk = /(?<=\s)["']?sagemaker(?:\[[\w,-]*\])?(?:[=<>~!][^\s"']*)?["']?(?=\s|$)/g;

/** A client that installs the SDK, to start jobs elsewhere, does not. */
export const speaksOfSageMaker = (text: string): boolean =>
  containsAny(text, words) &&
  signs.test(text.replaceAll(/^(?![ \t]*#).*sagemaker.*$/gm, (line) => line.replaceAll(sdk, '')));

const cache = new Notes<View, boolean>();

/**
 * Is the image certainly meant for SageMaker? A role may be guessed from a web server or a file's name; what only
 * SageMaker asks for is an error only where somebody speaks of SageMaker.
 */
export function isForSageMaker(view: View): boolean {
  const known = cache.get(view);
  if (known !== undefined) return known;
  const says =
    view.role.stated ||
    speaksOfSageMaker(view.dockerfile.text) ||
    copiesOf(view).some(({ sources }) => sources.some(({ path }) => isAskedFor(path))) ||
    [...copiedFiles(view).files.values()].some(isProgram);
  cache.set(view, says);
  return says;
}
