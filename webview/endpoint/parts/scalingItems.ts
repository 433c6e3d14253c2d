import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { policyInWords, scheduleInWords } from '../../../src/core/hosting/scaling/inWords';
import type { PolicyDraft } from '../../../src/core/hosting/scaling/policy';
import type { ScheduleDraft } from '../../../src/core/hosting/scaling/schedule';
import { named } from '../../../src/core/hosting/scalingDraft';
import type { Actions } from './actions';
import { textField } from './fields';
import { scheduleFields } from './schedules';
import type { ScaledVariant } from './scaledVariant';
import { stepsFields } from './steps';
import { trackingFields } from './tracking';
import { disclosure } from './disclosure';

/** What the page remembers of an item that is open. */
export const itemId = (of: 'policies' | 'schedules', variant: string, name: string): string =>
  `${of} ${variant} ${name}`;

/** A policy as one line that opens. */
export function policyItem(
  scaled: ScaledVariant,
  policy: PolicyDraft,
  set: (next: PolicyDraft | undefined) => void,
  actions: Actions,
): TemplateResult {
  const { variant, fact, was } = scaled;
  const alarms = fact?.policies.find(({ name }) => name === policy.name)?.alarms ?? [];
  return disclosure(
    {
      id: itemId('policies', variant.name, policy.name),
      title: policy.name,
      detail: policyInWords(policy),
      isNew: named(was?.policies ?? [], policy.name) === undefined,
      actions,
    },
    () => html`
      ${nameField(scaled, policy, was?.policies ?? [], set)} ${policyBody(scaled, policy, set, actions)}
      ${
        policy.kind === 'steps' || alarms.length === 0
          ? nothing
          : html`<p class="quiet">${l10n.t('AWS made its alarms: {0}', alarms.join(', '))}</p>`
      }
      ${removeButton(policy.name, () => set(undefined))}
    `,
  );
}

function policyBody(
  scaled: ScaledVariant,
  policy: PolicyDraft,
  set: (next: PolicyDraft) => void,
  actions: Actions,
): TemplateResult {
  switch (policy.kind) {
    case 'tracking':
      return trackingFields(scaled, policy, set);
    case 'steps':
      return stepsFields(scaled, policy, set, actions);
    case 'kept':
      return html`
        <p class="quiet">
          ${l10n.t('It is calculated of several metrics. It is shown here, and stays exactly as it is.')}
        </p>
        <pre tabindex="0">${JSON.stringify(policy.configuration, undefined, 2)}</pre>
      `;
  }
}

/** A scheduled action as one line that opens. */
export function scheduleItem(
  scaled: ScaledVariant,
  schedule: ScheduleDraft,
  set: (next: ScheduleDraft | undefined) => void,
  actions: Actions,
): TemplateResult {
  const { variant, was } = scaled;
  return disclosure(
    {
      id: itemId('schedules', variant.name, schedule.name),
      title: schedule.name,
      detail: scheduleInWords(schedule),
      isNew: named(was?.schedules ?? [], schedule.name) === undefined,
      actions,
    },
    () => html`
      ${nameField(scaled, schedule, was?.schedules ?? [], set)} ${scheduleFields(scaled, schedule, set)}
      ${removeButton(schedule.name, () => set(undefined))}
    `,
  );
}

/** AWS renames nothing: only what is not there yet has a name to choose. */
function nameField<T extends { readonly name: string }>(
  { variant }: ScaledVariant,
  item: T,
  was: readonly { readonly name: string }[],
  set: (next: T) => void,
): TemplateResult | typeof nothing {
  if (named(was, item.name) !== undefined) return nothing;
  return html`<div class="fields">
    ${textField({ label: l10n.t('Name'), spoken: l10n.t('Name of {0} of {1}', item.name, variant.name), value: item.name, size: 36 }, (name) => set({ ...item, name }))}
  </div>`;
}

const removeButton = (name: string, remove: () => void): TemplateResult => html`
  <p class="buttons">
    <button class="link" aria-label=${l10n.t('Remove {0}', name)} @click=${remove}>
      ${l10n.t('Remove')}
    </button>
  </p>
`;
