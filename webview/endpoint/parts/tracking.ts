import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { VariantDraft } from '../../../src/core/hosting/draft';
import {
  consolePolicy,
  targetFor,
  trackedMetrics,
  type TrackedMetric,
  type TrackingDraft,
} from '../../../src/core/hosting/scalingDraft';
import { numberField } from './numbers';

/** AWS's own for variants, in seconds. */
const usualCooldown = 300;

/** The policy that follows a metric. */
export function trackingFields(
  { name, concurrency }: VariantDraft,
  policy: TrackingDraft,
  set: (next: TrackingDraft) => void,
): TemplateResult {
  const { metric, target, scaleIn = usualCooldown, scaleOut = usualCooldown } = policy;
  const field = (key: 'target' | 'scaleIn' | 'scaleOut', label: string, spoken: string, value: number) =>
    numberField({ label, spoken, value }, (next) => set({ ...policy, [key]: next }));
  return html`
    <div class="fields">
      ${metricField(name, { metric, isServerless: concurrency !== undefined }, (next) => set({ ...policy, metric: next }))}
      ${field('target', l10n.t('Target'), l10n.t('Target of {0}', name), target)}
      ${metric === 'SageMakerVariantInvocationsPerInstance' ? helper(name, (next) => set({ ...policy, target: next })) : nothing}
      ${field('scaleIn', l10n.t('Seconds before it shrinks again'), l10n.t('Scale-in cooldown of {0}', name), scaleIn)}
      ${field('scaleOut', l10n.t('Seconds before it grows again'), l10n.t('Scale-out cooldown of {0}', name), scaleOut)}
    </div>
    ${
      policy.name === consolePolicy
        ? nothing
        : html`<p class="quiet">
            ${l10n.t('SageMaker’s console does not show the policy {0}.', policy.name)}
          </p>`
    }
  `;
}

function metricField(
  name: string,
  { metric, isServerless }: { readonly metric: TrackedMetric; readonly isServerless: boolean },
  set: (metric: TrackedMetric) => void,
): TemplateResult {
  const fitting = trackedMetrics.filter((each) => isServerless === isOfServerless(each));
  const change = ({ target }: Event): void => {
    const chosen = target instanceof HTMLSelectElement ? target.value : '';
    const known = trackedMetrics.find((each) => each === chosen);
    if (known) set(known);
  };
  return html`
    <label>
      <span>${l10n.t('Follows')}</span>
      <select aria-label=${l10n.t('Metric of {0}', name)} @change=${change}>
        ${fitting.map(
          (each) => html`<option value=${each} ?selected=${each === metric}>${metricInWords(each)}</option>`,
        )}
      </select>
    </label>
  `;
}

/** From what a load test found to the number that AWS wants. */
const helper = (name: string, set: (target: number) => void): TemplateResult =>
  numberField(
    {
      label: l10n.t('or from requests a second that one instance stands'),
      spoken: l10n.t('Requests a second that one instance of {0} stands', name),
      explanation: l10n.t('Half of them, times 60: what AWS advises to begin with.'),
    },
    (value) => {
      if (value > 0) set(targetFor(value));
    },
  );

const isOfServerless = (metric: TrackedMetric): boolean =>
  metric === 'SageMakerVariantProvisionedConcurrencyUtilization';

function metricInWords(metric: TrackedMetric): string {
  switch (metric) {
    case 'SageMakerVariantInvocationsPerInstance':
      return l10n.t('requests a minute for each instance');
    case 'SageMakerVariantConcurrentRequestsPerModelHighResolution':
      return l10n.t('requests at once for each model');
    case 'SageMakerVariantProvisionedConcurrencyUtilization':
      return l10n.t('use of what is kept warm, 0 to 1');
  }
}
