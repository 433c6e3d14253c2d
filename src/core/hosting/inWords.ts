import * as l10n from '@vscode/l10n';
import type { DraftField, EndpointDraft, FieldValue } from './draft';
import { fields, isSame } from './draft';

/** What differs, a line for each value. */
export const changesInWords = (before: EndpointDraft, after: EndpointDraft): readonly string[] =>
  after.variants.flatMap((variant) => {
    const was = before.variants.find(({ name }) => name === variant.name);
    if (!was) return [];
    return fields.flatMap((field) =>
      isSame(was[field], variant[field])
        ? []
        : [
            l10n.t(
              '{0}: {1} {2} → {3}',
              variant.name,
              fieldInWords(field),
              valueInWords(was[field]),
              valueInWords(variant[field]),
            ),
          ],
    );
  });

export function fieldInWords(field: DraftField): string {
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
  const { min, max, policy, suspended } = value;
  const range = l10n.t('{0} to {1}', min, max);
  const target = policy ? l10n.t('target {0}', policy.target) : '';
  return [range, target, suspended.length > 0 ? l10n.t('paused') : ''].filter(Boolean).join(', ');
}
