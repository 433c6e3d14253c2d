import * as l10n from '@vscode/l10n';
import { escapeMarkdown } from '../markdown';

/** For a row: the first place, and how many more there are. */
export function deployedInWords([first, ...more]: readonly string[]): readonly string[] {
  if (first === undefined) return [];
  return [
    more.length === 0
      ? l10n.t('deployed at {0}', first)
      : l10n.t('deployed at {0} and {1} more', first, more.length),
  ];
}

/** For a tooltip: all places. */
export const deployedLines = (places: readonly string[]): readonly string[] =>
  places.map((place) => l10n.t('Deployed at: {0}', escapeMarkdown(place)));
