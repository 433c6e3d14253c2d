import * as l10n from '@vscode/l10n';
import { chartCsv } from '../../src/core/resources/charts/chartCsv';
import type { LiveChart } from '../../src/core/resources/charts/chartSet';
import { chartsPicture } from './picture';
import type { ChartFrames } from './plot/chartFrames';

export interface SavedFile {
  readonly name: string;
  readonly content: string;
  readonly isDataUrl: boolean;
}

export function valuesFile(watched: readonly string[], charts: readonly LiveChart[]): SavedFile {
  return { name: `${fileName(watched)}.csv`, content: chartCsv(charts), isDataUrl: false };
}

export function chartsFile(
  watched: readonly string[],
  { plots, theme, width }: Pick<ChartFrames, 'plots' | 'theme' | 'width'>,
): SavedFile | undefined {
  const title = watched.length === 0 ? l10n.t('Resources') : watched.join(', ');
  const content = chartsPicture(plots, theme, { title, width });
  return content === undefined ? undefined : { name: `${fileName(watched)}.png`, content, isDataUrl: true };
}

/** Without what file systems do not like. */
const fileName = (watched: readonly string[]): string =>
  ['resources', ...watched]
    .join('-')
    .replaceAll(/[^\p{Letter}\p{Number}.-]+/gu, '-')
    .slice(0, 100);
