import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { VariantDraft } from '../../../src/core/hosting/draft';
import type { EndpointSnapshot } from '../../../src/core/hosting/panel/endpointPanel';
import { replaced } from '../../../src/core/hosting/scaling/scalingMerge';
import { isBurstable, named, type ScalingDraft } from '../../../src/core/hosting/scalingDraft';
import type { Suspendable } from '../../../src/core/hosting/endpoint';
import type { Editing } from '../editing';
import type { Actions } from './actions';
import { checkField } from './fields';
import { firstScaling, newSchedule, newSteps, newTracking } from './newScaling';
import { numberField } from './numbers';
import { zoneList } from './recurrence';
import { itemId, policyItem, scheduleItem } from './scalingItems';
import type { ScaledVariant } from './scaledVariant';
import { variantTabs } from './variantTabs';

/** How variants grow and shrink by themselves, one variant at a time. */
export function scalingPart(
  snapshot: EndpointSnapshot,
  editing: Editing,
  actions: Actions,
): TemplateResult | typeof nothing {
  if (!snapshot.seesScaling)
    return html`<section aria-labelledby="scaling">
      <h2 id="scaling">${l10n.t('Scaling')}</h2>
      <p class="quiet">
        ${l10n.t(
          'Your role may not see how variants scale, so nothing of it is changed here. It needs application-autoscaling:DescribeScalableTargets, DescribeScalingPolicies and DescribeScheduledActions.',
        )}
      </p>
    </section>`;
  // A serverless variant scales what is kept warm, when something is.
  const scalable = editing.draft.variants.filter(
    ({ instances, provisioned }) => instances !== undefined || provisioned !== undefined,
  );
  const { variant: chosen } = actions.looks();
  const variant = scalable.find(({ name }) => name === chosen) ?? scalable[0];
  if (!variant) return nothing;
  const scaled: ScaledVariant = {
    endpoint: snapshot.name,
    variant,
    fact: named(snapshot.variants, variant.name),
    was: named(editing.base.variants, variant.name)?.scaling,
    measured: snapshot.measured[variant.name] ?? snapshot.measured[snapshot.name],
    isLocked: snapshot.locked !== undefined || snapshot.work !== undefined,
    isAsync: snapshot.isAsync,
  };
  return html`<section aria-labelledby="scaling">
    <h2 id="scaling">${l10n.t('Scaling')}</h2>
    ${variantTabs(scalable, { chosen: variant.name, of: l10n.t('Scaling'), detail: tabDetail }, actions)}
    <fieldset
      class="scaling"
      ?disabled=${scaled.isLocked}
      aria-label=${l10n.t('Scaling of {0}', variant.name)}
    >
      ${variant.scaling ? scaledPart(scaled, variant.scaling, actions) : unscaledPart(scaled, actions)}
    </fieldset>
    ${zoneList()}
  </section>`;
}

const tabDetail = ({ scaling }: VariantDraft): string =>
  scaling ? l10n.t('{0} to {1}', scaling.min, scaling.max) : l10n.t('by hand');

function unscaledPart({ variant, fact, isLocked }: ScaledVariant, actions: Actions): TemplateResult {
  const { name } = variant;
  if (isBurstable(fact?.instanceType))
    return html`<p class="quiet">
      ${l10n.t('{0} runs on {1}: burstable types cannot be scaled.', name, fact?.instanceType ?? '')}
    </p>`;
  const begin = (): void => {
    const scaling = firstScaling(variant);
    // What is new is open.
    for (const policy of scaling.policies) actions.open(itemId('policies', name, policy.name), true);
    actions.set(name, 'scaling', scaling);
  };
  return html`<p class="buttons">
    <vscode-button appearance="secondary" ?disabled=${isLocked} @click=${begin}>
      ${l10n.t('Scale {0} Automatically', name)}
    </vscode-button>
  </p>`;
}

function scaledPart(scaled: ScaledVariant, scaling: ScalingDraft, actions: Actions): TemplateResult {
  const { variant, isLocked, isAsync } = scaled;
  const { name } = variant;
  const { min, max, policies, schedules } = scaling;
  const set = (next: ScalingDraft | undefined): void => actions.set(name, 'scaling', next);
  const change = (of: List, was: string, next: Named | undefined): void => {
    // What is new or renamed stays open.
    if (next?.name !== was) actions.open(itemId(of, name, was), false);
    if (next && next.name !== was) actions.open(itemId(of, name, next.name), true);
    set({ ...scaling, [of]: replaced<Named>(scaling[of], was, next) });
  };
  const add = (of: List, item: Named): void => change(of, '', item);
  return html`
    <div class="fields">
      ${numberField({ label: l10n.t('At least'), spoken: l10n.t('Smallest capacity of {0}', name), value: min, least: isAsync ? 0 : 1 }, (next) => set({ ...scaling, min: next }))}
      ${numberField({ label: l10n.t('At most'), spoken: l10n.t('Largest capacity of {0}', name), value: max, least: 1 }, (next) => set({ ...scaling, max: next }))}
    </div>
    ${policies.map((policy) => policyItem(scaled, policy, (next) => change('policies', policy.name, next), actions))}
    ${
      policies.length > 1
        ? html`<p class="quiet">
            ${l10n.t('With several policies the largest capacity wins: it grows when one wants it, and shrinks when all do.')}
          </p>`
        : nothing
    }
    <p class="buttons">
      <button class="link" @click=${() => add('policies', newTracking(variant, policies))}>
        ${l10n.t('Add Target')}
      </button>
      <button class="link" @click=${() => add('policies', newSteps(policies))}>${l10n.t('Add Steps')}</button>
      <button class="link" @click=${() => add('schedules', newSchedule(scaling))}>
        ${l10n.t('Add Schedule')}
      </button>
    </p>
    ${schedules.map((schedule) => scheduleItem(scaled, schedule, (next) => change('schedules', schedule.name, next), actions))}
    ${suspendSwitches(scaling, set)}
    <p class="buttons">
      <vscode-button appearance="secondary" ?disabled=${isLocked} @click=${() => set(undefined)}>
        ${l10n.t('Stop Scaling {0}', name)}
      </vscode-button>
    </p>
  `;
}

type List = 'policies' | 'schedules';
interface Named {
  readonly name: string;
}

const switches: ReadonlyArray<readonly [Suspendable, () => string]> = [
  ['scale out', () => l10n.t('growing')],
  ['scale in', () => l10n.t('shrinking')],
  ['schedules', () => l10n.t('scheduled actions')],
];

/** AWS keeps all policies meanwhile. */
const suspendSwitches = (scaling: ScalingDraft, set: (next: ScalingDraft) => void): TemplateResult => html`
  <div class="switches" role="group" aria-label=${l10n.t('Paused, with all policies kept')}>
    <span>${l10n.t('Paused, with all policies kept:')}</span>
    ${switches.map(([each, text]) =>
      checkField(text(), scaling.suspended.includes(each), (isOn) =>
        set({
          ...scaling,
          suspended: isOn
            ? [...scaling.suspended, each]
            : scaling.suspended.filter((other) => other !== each),
        }),
      ),
    )}
  </div>
`;
