import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { stepInWords } from '../../../src/core/hosting/scaling/inWords';
import {
  adjustments,
  aggregations,
  inOrder,
  usualCooldown,
  type Adjustment,
  type Aggregation,
  type Step,
  type StepsDraft,
} from '../../../src/core/hosting/scaling/policy';
import type { Actions } from './actions';
import { choiceField } from './fields';
import { numberField, optionalNumberField } from './numbers';
import type { ScaledVariant } from './scaledVariant';

/** A policy that answers an alarm of the user's own, in steps. */
export function stepsFields(
  { variant: { name }, fact }: ScaledVariant,
  policy: StepsDraft,
  set: (next: StepsDraft) => void,
  actions: Actions,
): TemplateResult {
  const { adjustment, steps, least, cooldown, aggregation = 'Average' } = policy;
  const known = fact?.policies.find((each) => each.name === policy.name);
  return html`
    <div class="fields">
      ${choiceField<Adjustment>(
        {
          label: l10n.t('Each step'),
          spoken: l10n.t('Adjustment of {0}', policy.name),
          value: adjustment,
          choices: adjustments.map((each) => ({ value: each, text: adjustmentInWords(each) })),
        },
        (next) => set(adjusted(policy, next)),
      )}
      ${
        adjustment === 'PercentChangeInCapacity'
          ? optionalNumberField(
              {
                label: l10n.t('by at least, in instances'),
                spoken: l10n.t('Smallest adjustment of {0}', policy.name),
                value: least,
                usual: 1,
              },
              (next) => set(withOptional(policy, { least: next })),
            )
          : nothing
      }
      ${optionalNumberField(
        {
          label: l10n.t('Cooldown in seconds'),
          spoken: l10n.t('Cooldown of {0}', policy.name),
          value: cooldown,
          usual: usualCooldown,
        },
        (next) => set(withOptional(policy, { cooldown: next })),
      )}
      ${choiceField<Aggregation>(
        {
          label: l10n.t('The metric counts as'),
          spoken: l10n.t('Aggregation of {0}', policy.name),
          value: aggregation,
          choices: aggregations.map((each) => ({ value: each, text: each })),
        },
        (next) => set({ ...policy, aggregation: next }),
      )}
    </div>
    ${stepTable(policy, set)}
    <p class="buttons">
      <button class="link" @click=${() => set({ ...policy, steps: oneMore(steps) })}>
        ${l10n.t('Add Step')}
      </button>
    </p>
    ${alarmLine(name, known, actions)}
  `;
}

function stepTable(policy: StepsDraft, set: (next: StepsDraft) => void): TemplateResult {
  const { steps } = policy;
  const change = (index: number, next: readonly Step[]): void =>
    set({ ...policy, steps: steps.flatMap((each, at) => (at === index ? next : [each])) });
  return html`
    <table class="steps">
      <caption class="quiet">
        ${l10n.t('Distances from the threshold of the alarm')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${l10n.t('From')}</th>
          <th scope="col">${l10n.t('To')}</th>
          <th scope="col">${l10n.t('By')}</th>
          <th scope="col">${l10n.t('In words')}</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${steps.map((step, index) => stepRow({ policy, step, index }, (next) => change(index, next)))}
      </tbody>
    </table>
  `;
}

function stepRow(
  { policy, step, index }: { readonly policy: StepsDraft; readonly step: Step; readonly index: number },
  set: (next: readonly Step[]) => void,
): TemplateResult {
  const place = index + 1;
  const bound = (key: 'from' | 'to', spoken: string, usual: string) => html`
    <td class="bound">
      <input
        type="number"
        step="any"
        aria-label=${spoken}
        placeholder=${usual}
        .value=${step[key] === undefined ? '' : String(step[key])}
        @change=${({ target }: Event) => {
          const text = target instanceof HTMLInputElement ? target.value.trim() : '';
          const { [key]: _, ...others } = step;
          set([{ ...others, ...(text === '' ? {} : { [key]: Number(text) }) }]);
        }}
      />
    </td>
  `;
  return html`
    <tr>
      ${bound('from', l10n.t('Begin of step {0} of {1}', place, policy.name), '−∞')}
      ${bound('to', l10n.t('End of step {0} of {1}', place, policy.name), '∞')}
      <td>
        ${numberField({ label: '', spoken: l10n.t('Adjustment of step {0} of {1}', place, policy.name), value: step.by, least: 'none' }, (by) => set([{ ...step, by }]))}
      </td>
      <td class="quiet">${stepInWords(step, policy)}</td>
      <td>
        <button
          class="link"
          aria-label=${l10n.t('Remove step {0} of {1}', place, policy.name)}
          @click=${() => set([])}
        >
          ${l10n.t('Remove')}
        </button>
      </td>
    </tr>
  `;
}

/** AWS makes no alarm for it: the user's own names the ARN, which stays when the policy changes. */
function alarmLine(
  variant: string,
  known: { readonly arn: string | undefined; readonly alarms: readonly string[] } | undefined,
  actions: Actions,
): TemplateResult {
  const { arn, alarms = [] } = known ?? {};
  if (alarms.length > 0)
    return html`<p class="quiet">
      ${l10n.t('Set off by your alarm {0}, which stays as it is.', alarms.join(', '))}
    </p>`;
  return html`<p class="quiet">
    ${
      arn === undefined
        ? l10n.t(
            'No alarm sets it off yet. When it is applied, make an alarm in CloudWatch whose action is this policy of {0}.',
            variant,
          )
        : l10n.t('No alarm sets it off: give its ARN to an alarm of your own in CloudWatch.')
    }
    ${
      arn === undefined
        ? nothing
        : html`<button class="link" @click=${() => actions.copy(arn)}>${l10n.t('Copy ARN')}</button>`
    }
  </p>`;
}

function adjustmentInWords(adjustment: Adjustment): string {
  switch (adjustment) {
    case 'ChangeInCapacity':
      return l10n.t('adds or takes instances');
    case 'PercentChangeInCapacity':
      return l10n.t('adds or takes percent');
    case 'ExactCapacity':
      return l10n.t('sets the number of instances');
  }
}

/** Only percents have a smallest adjustment. */
function adjusted(policy: StepsDraft, adjustment: Adjustment): StepsDraft {
  const { least: _, ...others } = policy;
  return { ...(adjustment === 'PercentChangeInCapacity' ? policy : others), adjustment };
}

function withOptional(
  policy: StepsDraft,
  change: { least?: number | undefined; cooldown?: number | undefined },
) {
  const { least, cooldown } = { ...policy, ...change };
  const { least: _, cooldown: __, ...others } = policy;
  return {
    ...others,
    ...(least === undefined ? {} : { least }),
    ...(cooldown === undefined ? {} : { cooldown }),
  };
}

/** The last one ends where the new one begins. */
function oneMore(steps: readonly Step[]): readonly Step[] {
  const ordered = inOrder(steps);
  const last = ordered.at(-1);
  if (!last) return [{ from: 0, by: 1 }];
  const end = last.to ?? (last.from ?? 0) + 10;
  return [...ordered.slice(0, -1), { ...last, to: end }, { from: end, by: last.by + 1 }];
}
