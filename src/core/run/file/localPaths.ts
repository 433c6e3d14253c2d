import { buildPaths } from '../../userFile/parts';
import type { RunFile, Source } from './runFile';

/** The program of script mode, as a path relative to the run file. */
export const entryOf = ({ folder, entry }: Source): string =>
  folder === '.' || folder === '' ? entry : `${folder.replace(/\/$/, '')}/${entry}`;

/** What a local run reads on this machine, as written: relative to the run file, or absolute. */
export function localPaths({ build, channels, source }: RunFile): readonly string[] {
  return [
    ...buildPaths(build),
    ...Object.values(channels).flatMap(({ local }) => local ?? []),
    ...(source ? [source.folder, entryOf(source)] : []),
  ];
}
