import * as l10n from '@vscode/l10n';
import type { Shape } from './shape';

/** What belongs in a place, as a part of a sentence. */
export function describe(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return shape.values ? shape.values.map((each) => `"${each}"`).join(l10n.t(' or ')) : l10n.t('a text');
    case 'number':
      return describeNumber(shape);
    case 'flag':
      return l10n.t('true or false');
    case 'list':
      return l10n.t('a list [ ]');
    case 'map':
    case 'record':
      return l10n.t('an object { }');
    case 'either':
      return [...new Set(shape.of.map(describe))].join(l10n.t(' or '));
    case 'anything':
      return l10n.t('any value');
  }
}

function describeNumber({ integer, minimum, maximum }: Extract<Shape, { kind: 'number' }>): string {
  if (minimum === -Number.MAX_VALUE) return l10n.t('a number');
  if (maximum !== undefined) return l10n.t('a whole number from {0} to {1}', minimum, maximum);
  return integer
    ? l10n.t('a whole number from {0} on', minimum)
    : l10n.t('a number that is not below {0}', minimum);
}
