import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { VariantDraft } from '../../../src/core/hosting/draft';
import type { EndpointSnapshot, VariantFacts } from '../../../src/core/hosting/panel/endpointPanel';
import { consolePolicy, type ScalingDraft } from '../../../src/core/hosting/scalingDraft';
import type { Editing } from '../editing';
import type { Actions } from './actions';
import { numberField } from './numbers';
import { trackingFields } from './tracking';

/** How variants grow and shrink by themselves. */
export function scalingPart(
  snapshot: EndpointSnapshot,
  editing: Editing,
  actions: Actions,
): TemplateResult | typeof nothing {
  if (!snapshot.seesScaling) return nothing;
  const isLocked = snapshot.locked !== undefined || snapshot.work !== undefined;
  const parts = editing.draft.variants.flatMap((variant) => {
    const fact = snapshot.variants.find(({ name }) => name === variant.name);
    // A serverless variant scales what is kept warm, when something is.
    const canScale = variant.instances !== undefined || variant.provisioned !== undefined;
    return canScale ? [variantPart({ variant, fact, isLocked }, actions)] : [];
  });
  if (parts.length === 0) return nothing;
  return html`<section>
    <h2>${l10n.t('Scaling')}</h2>
    ${parts}
  </section>`;
}

interface Line {
  readonly variant: VariantDraft;
  readonly fact: VariantFacts | undefined;
  readonly isLocked: boolean;
}

function variantPart({ variant, fact, isLocked }: Line, actions: Actions): TemplateResult {
  const { name, scaling } = variant;
  const set = (next: ScalingDraft | undefined): void => actions.set(name, 'scaling', next);
  return html`
    <fieldset class="scaling" ?disabled=${isLocked}>
      <legend>${name}</legend>
      ${
        scaling
          ? scaledPart({ variant, fact, isLocked }, scaling, set)
          : html`<vscode-button
              appearance="secondary"
              ?disabled=${isLocked}
              @click=${() => set(beginning(variant))}
            >
              ${l10n.t('Scale {0} Automatically', name)}
            </vscode-button>`
      }
    </fieldset>
  `;
}

function scaledPart(
  { variant, fact, isLocked }: Line,
  scaling: ScalingDraft,
  set: (next: ScalingDraft | undefined) => void,
): TemplateResult {
  const { name } = variant;
  const { min, max, policy, suspended } = scaling;
  const others = fact?.otherPolicies ?? [];
  const isPaused = suspended.length > 0;
  return html`
    <div class="fields">
      ${numberField({ label: l10n.t('At least'), spoken: l10n.t('Smallest capacity of {0}', name), value: min }, (next) => set({ ...scaling, min: next }))}
      ${numberField({ label: l10n.t('At most'), spoken: l10n.t('Largest capacity of {0}', name), value: max }, (next) => set({ ...scaling, max: next }))}
    </div>
    ${policy ? trackingFields(variant, policy, (next) => set({ ...scaling, policy: next })) : nothing}
    ${
      others.length === 0
        ? nothing
        : html`<p class="quiet">${l10n.t('Other policies stay as they are: {0}', others.join(', '))}</p>`
    }
    <p class="buttons">
      <label class="check">
        <input
          type="checkbox"
          .checked=${live(isPaused)}
          @change=${() => set({ ...scaling, suspended: isPaused ? [] : ['scale in', 'scale out', 'schedules'] })}
        />
        ${l10n.t('Paused, with its policies kept')}
      </label>
      <vscode-button appearance="secondary" ?disabled=${isLocked} @click=${() => set(undefined)}>
        ${l10n.t('Stop Scaling {0}', name)}
      </vscode-button>
    </p>
  `;
}

/** A beginning that changes no capacity by itself. */
function beginning({ instances, provisioned, concurrency }: VariantDraft): ScalingDraft {
  const isWarm = concurrency !== undefined;
  return {
    min: 1,
    max: Math.max(2, instances ?? provisioned ?? 1),
    suspended: [],
    policy: {
      name: consolePolicy,
      metric: isWarm
        ? 'SageMakerVariantProvisionedConcurrencyUtilization'
        : 'SageMakerVariantInvocationsPerInstance',
      target: isWarm ? 0.7 : 70,
    },
  };
}
