import * as l10n from '@vscode/l10n';
import { formatSize } from '../format';
import type { ImageLayer } from './image';

/** The layers in the order of the Dockerfile, with what each adds to the size. */
export function layersTable(layers: readonly ImageLayer[]): string {
  const rows = layers.toReversed().map(({ bytes, command }) => [formatSize(bytes), instruction(command)]);
  const total = layers.reduce((sum, { bytes }) => sum + bytes, 0);
  const width = Math.max(...rows.map(([size = '']) => size.length), formatSize(total).length);
  const lines = rows.map(([size = '', command = '']) => `${size.padStart(width)}  ${command}`);
  return [...lines, `${formatSize(total).padStart(width)}  ${l10n.t('in all')}`, ''].join('\n');
}

/** The classic builder writes `#(nop)` before what ran no program, and a shell before what did. */
const instruction = (command: string): string =>
  command
    .replace(/^\/bin\/sh -c #\(nop\)\s+/, '')
    .replace(/^(?:RUN )?(?:\|\d+ .*? )?\/bin\/sh -c /, 'RUN ')
    .replace(/\s*# buildkit$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
