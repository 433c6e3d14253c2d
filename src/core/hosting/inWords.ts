import * as l10n from '@vscode/l10n';
import type { DraftField, EndpointDraft, FieldValue } from './draft';
import { fields, isSame } from './draft';
import { isFieldValue, type ForeignChange } from './merge';
import { partInWords, partValueInWords, scalingChanges, scalingInWords } from './scaling/inWords';

/** What differs, a line for each value. */
export const changesInWords = (before: EndpointDraft, after: EndpointDraft): readonly string[] =>
  after.variants.flatMap((variant) => {
    const was = before.variants.find(({ name }) => name === variant.name);
    if (!was) return [];
    const line = (what: string, old: string, next: string): string =>
      l10n.t('{0}: {1} {2} → {3}', variant.name, what, old, next);
    return fields.flatMap((field) => {
      if (isSame(was[field], variant[field])) return [];
      if (field === 'scaling' && was.scaling && variant.scaling)
        return scalingChanges(was.scaling, variant.scaling).map((change) =>
          line(partInWords(change.part), partValueInWords(change.was), partValueInWords(change.is)),
        );
      return [line(fieldInWords(field), valueInWords(was[field]), valueInWords(variant[field]))];
    });
  });

function fieldInWords(field: DraftField): string {
  switch (field) {
    case 'weight':
      return l10n.t('weight');
    case 'instances':
      return l10n.t('instances');
    case 'concurrency':
      return l10n.t('concurrency');
    case 'provisioned':
      return l10n.t('provisioned concurrency');
    case 'scaling':
      return l10n.t('scaling');
  }
}

export function valueInWords(value: FieldValue): string {
  if (value === undefined) return l10n.t('none');
  if (typeof value === 'number') return String(value);
  return scalingInWords(value);
}

/** A change of somebody else: what it is of, and how it was, is wanted and is. */
export const foreignInWords = ({ field, part, before, mine, theirs }: ForeignChange) => ({
  what: part ? partInWords(part) : fieldInWords(field),
  values: [before, mine, theirs].map((value) =>
    value === undefined || isFieldValue(value) ? valueInWords(value) : partValueInWords(value),
  ),
});
