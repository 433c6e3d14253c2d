import { isInside } from '../../../../../paths';
import { environmentAt, type Binding } from '../../../../build/build';
import type { View } from '../../../view';
import { isDeepLearningContainer, isPlainImage, rootReference } from '../../build/plainImage';
import { baseName, placedIn, type Placed } from '../places/placed';

/** What the training toolkit is told to run, and what the Dockerfile puts where the toolkit looks. */
export interface CodeFolder {
  readonly program: Binding;
  readonly folders: readonly string[];
  /** Names of files that are there for certain. */
  readonly files: ReadonlySet<string>;
  readonly placed: readonly Placed[];
  /** Nothing else can be there. */
  readonly complete: boolean;
}

const standard = '/opt/ml/code';

/** Undefined when SAGEMAKER_PROGRAM is not set to something that we know. */
export function codeFolder(view: View): CodeFolder | undefined {
  if (!view.dockerfile.text.includes('SAGEMAKER_PROGRAM')) return undefined;
  const environment = environmentAt(view.end);
  const program = environment.get('SAGEMAKER_PROGRAM');
  if (program === undefined || !program.known || program.value === '') return undefined;
  const submitted = environment.get('SAGEMAKER_SUBMIT_DIRECTORY');
  const folders = [standard, ...(submitted ? [submitted.value.replace(/\/+$/, '')] : [])];
  const placed = placedIn(view).filter(({ path }) => folders.some((folder) => isInside(path, folder)));
  const names = placed.map((each) => namesFrom(view, each, folders));
  const isClear = submitted === undefined || (submitted.known && submitted.value.startsWith('/'));
  return {
    program,
    folders,
    files: new Set(names.flatMap((each) => each ?? [])),
    placed,
    complete: isClear && names.every((each) => each !== undefined) && !mayHoldMore(view, folders),
  };
}

/** Undefined when there may be more than we know. */
function namesFrom(view: View, placed: Placed, folders: readonly string[]): readonly string[] | undefined {
  if (placed.by === 'mkdir') return [];
  if (placed.by !== 'copy' || placed.isForeign) return undefined;
  const heredocs = placed.instruction.heredocs.map(({ name }) => name);
  const isThere = folders.includes(placed.path);
  const names: string[] = isThere ? [...heredocs] : [relative(placed.path, folders)];
  for (const source of placed.sources) {
    const inner = source === undefined ? undefined : namesOf(view, source);
    if (inner === undefined) return undefined;
    if (isThere) names.push(...inner);
    else names.push(...inner.map((name) => `${relative(placed.path, folders)}/${name}`));
  }
  return names;
}

const relative = (path: string, folders: readonly string[]): string =>
  path.slice((folders.find((folder) => isInside(path, folder)) ?? '').length + 1);

/** The files that a source brings: itself, or those of the folder. */
function namesOf({ evidence }: View, source: string): readonly string[] | undefined {
  const path = source.replace(/^\.?\/+|\/+$/g, '');
  if (evidence?.files.get(path)?.kind === 'file') return [baseName(path)];
  if (evidence?.complete === true) {
    const prefix = path === '' || path === '.' ? '' : `${path}/`;
    const below = [...evidence.files.keys()].filter((each) => each.startsWith(prefix));
    if (below.length > 0) return below.map((each) => each.slice(prefix.length));
  }
  return /^[\w./-]+\.(?:py|sh|txt|json|ya?ml|toml|cfg|ipynb|R|r)$/.test(path) ? [baseName(path)] : undefined;
}

function mayHoldMore(view: View, folders: readonly string[]): boolean {
  const reference = rootReference(view.end);
  if (!isPlainImage(reference) && !isDeepLearningContainer(reference)) return true;
  return view.chain.some(({ stage, workdir }) => {
    const worksThere = workdir.values.some(({ value }) => folders.some((folder) => isInside(value, folder)));
    return stage.instructions.some((instruction) => {
      const { name, start, end } = instruction;
      const text = view.dockerfile.text.slice(start, end);
      if (name === 'RUN')
        return writing.test(text) && (worksThere || folders.some((each) => text.includes(each)));
      if (name !== 'COPY' && name !== 'ADD') return false;
      // A tree that is put above, or somewhere that we do not know.
      return !placedIn(view).some((each) => each.instruction === instruction && !isAbove(each.path, folders));
    });
  });
}

const writing = /(?:^|[\s&;|])(?:aws|cat|cp|curl|echo|git|ln|mv|printf|rsync|tar|unzip|wget)\s/;

const isAbove = (path: string, folders: readonly string[]): boolean =>
  folders.some((folder) => folder !== path && isInside(folder, path));
