import { before } from '../../build/build';
import type { Instruction, Heredoc } from '../../syntax';
import { cleanPath, isInside } from '../../../paths';
import { contextFiles, type ContextFiles } from './contextFiles';
import { copiesOf, runnable, type Copy, type Source } from './copy';
import { isPattern, matcher } from './match';
import type { FileFact } from '../evidence';
import { knownWorkdir } from '../start/plainBase';
import { baseName } from '../start/program';
import type { View } from '../view';
import { Notes } from '../../text/notes';

/** A file that COPY or ADD puts into the image. */
export interface CopiedFile {
  /** Absolute, in the image. */
  readonly path: string;
  /** In the context; undefined for the text of a heredoc. */
  readonly source: string | undefined;
  /** As the image has it: `--chmod` is counted in, a later RUN is not. */
  readonly fact: FileFact;
  readonly copy: Copy;
  /** The word that brings it, where one does. */
  readonly from: Source | undefined;
  /** It came alone, by its own name: the mode of this COPY is its mode. */
  readonly isAlone: boolean;
}

/** What comes into the image without our knowing its files. */
export interface HiddenCopy {
  readonly copy: Copy;
  /** The place in the image below which there may be anything; undefined when even that is not known. */
  readonly path: string | undefined;
}

/** What the image has from the context, when nothing is run. */
export interface Copied {
  /** By path in the image; a later COPY replaces an earlier one. */
  readonly files: ReadonlyMap<string, CopiedFile>;
  readonly hidden: readonly HiddenCopy[];
  /** Folders of the context that were copied whole, by their path in the image. */
  readonly trees: ReadonlyMap<string, Copy>;
  /** Sources that match nothing in a context that we know completely. */
  readonly missing: readonly { readonly copy: Copy; readonly source: Source }[];
}

interface Filling {
  readonly view: View;
  readonly context: ContextFiles | undefined;
  readonly files: Map<string, CopiedFile>;
  readonly hidden: HiddenCopy[];
  readonly trees: Map<string, Copy>;
  readonly missing: { readonly copy: Copy; readonly source: Source }[];
  readonly folders: Set<string>;
}

const cache = new Notes<View, Copied>();

/**
 * Resolves the sources of every COPY and ADD of the final chain to files of the context; worked out once for a view.
 * Without evidence all but heredocs is hidden. What a stage or another image gives, archives, URLs and words that
 * hold unknown variables are hidden too; ignored files are not in the image.
 */
export function copiedFiles(view: View): Copied {
  const known = cache.get(view);
  if (known) return known;
  const filling: Filling = {
    view,
    context: view.evidence && contextFiles(view.evidence),
    files: new Map(),
    hidden: [],
    trees: new Map(),
    missing: [],
    folders: new Set(usualFolders),
  };
  for (const copy of copiesOf(view)) {
    const workdir = knownWorkdir(view, before(view.build, copy.instruction));
    if (workdir !== undefined) addFolder(filling, workdir);
    fill(filling, copy);
  }
  cache.set(view, filling);
  return filling;
}

/** May there be a file at this path that we do not see? */
export const mayHide = ({ hidden }: Copied, path: string): boolean =>
  hidden.some(({ path: place }) => place === undefined || isInside(path, place));

/** The RUNs of the final image that come after an instruction. */
export function runsAfter(view: View, instruction: Instruction): readonly Instruction[] {
  const all = view.ofImage;
  return all.slice(all.indexOf(instruction) + 1).filter(({ name }) => name === 'RUN');
}

// Folders that images have: a file copied there without a slash goes into them.
const usualFolders =
  '/ /bin /etc /home /opt /root /srv /tmp /usr /usr/bin /usr/lib /usr/local /usr/local/bin /var'.split(' ');

function addFolder({ folders }: Filling, path: string): void {
  for (
    let folder = path;
    folder !== '' && !folders.has(folder);
    folder = folder.slice(0, folder.lastIndexOf('/'))
  )
    folders.add(folder);
}

function fill(filling: Filling, copy: Copy): void {
  const { destination } = copy;
  if (destination === undefined || copy.fromElsewhere || copy.isFiltered) {
    filling.hidden.push({ copy, path: destination });
    return;
  }
  if (copy.isFolder) addFolder(filling, destination);
  for (const heredoc of copy.instruction.heredocs) fillHeredoc(filling, copy, heredoc);
  for (const source of copy.sources) fillSource(filling, copy, source);
}

function fillHeredoc(filling: Filling, copy: Copy, heredoc: Heredoc): void {
  const { destination = '/' } = copy;
  const path = filling.folders.has(destination)
    ? cleanPath(`${destination}/${heredoc.name}`, true)
    : destination;
  const body = filling.view.dockerfile.text.slice(heredoc.body.start, heredoc.body.end);
  const text = heredoc.unindents ? body.replaceAll(/^\t+/gm, '') : body;
  const fact: FileFact = {
    kind: 'file',
    bytes: text.length,
    executable: false,
    text: heredoc.expands && text.includes('$') ? undefined : text,
  };
  const isAlone = copy.sources.length === 0 && copy.instruction.heredocs.length === 1;
  put(filling, { path, source: undefined, fact, copy, from: undefined, isAlone });
}

function fillSource(filling: Filling, copy: Copy, source: Source): void {
  const { context } = filling;
  const { destination = '/' } = copy;
  if (!source.known || source.kind !== 'path' || context === undefined) {
    filling.hidden.push({ copy, path: destination });
    return;
  }
  const found = sourcePaths(context, source.path);
  if (found.length === 0) {
    filling.hidden.push({ copy, path: destination });
    if (filling.view.evidence?.complete === true) filling.missing.push({ copy, source });
  }
  for (const path of found) fillPath(filling, { copy, source, path, count: found.length });
}

interface Filled {
  readonly copy: Copy;
  readonly source: Source;
  readonly path: string;
  readonly count: number;
}

function fillPath(filling: Filling, { copy, source, path, count }: Filled): void {
  const { context, view } = filling;
  const { destination = '/' } = copy;
  const fact = path === '.' ? undefined : context?.find(path);
  if (fact?.kind === 'file') {
    const isInFolder = copy.isFolder || count > 1 || filling.folders.has(destination);
    const target = isInFolder ? cleanPath(`${destination}/${baseName(path)}`, true) : destination;
    // The base image may have a folder of this name: then the file is in it.
    if (!isInFolder && baseName(target) !== baseName(path) && !/\.\w+$/.test(target))
      filling.hidden.push({ copy, path: destination });
    const isAlone = copy.sources.length === 1 && count === 1 && copy.instruction.heredocs.length === 0;
    put(filling, { path: target, source: path, fact, copy, from: source, isAlone });
    return;
  }
  addFolder(filling, destination);
  filling.trees.set(destination, copy);
  if (view.evidence?.complete !== true) filling.hidden.push({ copy, path: destination });
  const cut = path === '.' ? 0 : path.length + 1;
  for (const [inner, innerFact] of context?.below(path) ?? []) {
    const target = cleanPath(`${destination}/${inner.slice(cut)}`, true);
    put(filling, { path: target, source: inner, fact: innerFact, copy, from: source, isAlone: false });
  }
}

function put({ files }: Filling, file: CopiedFile): void {
  const { copy, fact } = file;
  const executable = copy.hasMode ? copy.mode && runnable(copy.mode) : fact.executable;
  files.delete(file.path);
  files.set(file.path, {
    ...file,
    fact: { ...fact, executable: executable === '' ? undefined : executable },
  });
}

function sourcePaths(context: ContextFiles, path: string): readonly string[] {
  if (path === '.') return context.paths.length === 0 ? [] : ['.'];
  if (context.find(path) || context.below(path).length > 0) return [path];
  if (!isPattern(path)) return [];
  const matches = matcher(path);
  if (matches === undefined) return [];
  return context.paths.filter((each) => matches(each));
}
