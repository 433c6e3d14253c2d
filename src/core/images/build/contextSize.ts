import * as l10n from '@vscode/l10n';
import { formatSize } from '../../format';
import { isInside } from '../../paths';

/** What a build would send to the engine. */
export interface ContextSize {
  readonly bytes: number;
  readonly files: number;
  /** Where most of it is, the heaviest first. */
  readonly heaviest: readonly HeavyPath[];
}

export interface HeavyPath {
  /** Relative to the context, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  readonly files: number;
}

/** From here on people should know what they send. */
const muchBytes = 200_000_000;
export const manyFiles = 20_000;

export const isLargeContext = ({ bytes, files }: ContextSize): boolean =>
  bytes > muchBytes || files > manyFiles;

/** Of the same context at another time: nobody wants to be asked twice about the same. */
export const hasGrown = (now: ContextSize, accepted: Pick<ContextSize, 'bytes' | 'files'>): boolean =>
  now.bytes > accepted.bytes * 1.5 || now.files > accepted.files * 1.5;

export const contextText = ({ bytes, files }: Pick<ContextSize, 'bytes' | 'files'>): string =>
  files === 1
    ? l10n.t('{0} in one file', formatSize(bytes))
    : l10n.t('{0} in {1} files', formatSize(bytes), files);

export const heavyText = ({ path, bytes, files }: HeavyPath): string =>
  `${path} (${files === 1 ? formatSize(bytes) : contextText({ bytes, files })})`;

export function largeContextText(size: ContextSize): string {
  const what = contextText(size);
  const most = size.heaviest.map(heavyText).join(', ');
  return most === ''
    ? l10n.t('The build context is large: {0}.', what)
    : l10n.t(
        'The build context is large: {0}, most of it in {1}. What no build needs belongs into .dockerignore.',
        what,
        most,
      );
}

/** Those that may be left out of a build: what the Dockerfile copies by name, and what is around it, must be there. */
export const ignorable = (heaviest: readonly HeavyPath[], named: readonly string[]): readonly HeavyPath[] =>
  heaviest.filter(({ path }) => !named.some((name) => isInside(name, path) || isInside(path, name)));

/** The text of a .dockerignore with these paths at its end. */
export function withIgnored(text: string, paths: readonly string[]): string {
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  return text + gap + paths.map((path) => `${ignoreLine(path)}\n`).join('');
}

/** A path as a pattern that matches it alone: a line's first letter may have a meaning, its last spaces have none. */
const ignoreLine = (path: string): string =>
  path
    .replaceAll(/[*?[\]\\]/g, '\\$&')
    .replace(/^[!#\s]/, '\\$&')
    .replace(/\s$/, '[$&]');
