import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import {
  consolePolicy,
  trackedMetrics,
  usualCooldown,
  type CustomMetric,
  type TrackedMetric,
  type TrackingDraft,
} from '../../../src/core/hosting/scaling/policy';
import { customMetricFields } from './customMetric';
import { checkField, choiceField } from './fields';
import { numberField, optionalNumberField } from './numbers';
import type { ScaledVariant } from './scaledVariant';
import { targetHelper } from './targetHelper';

/** A policy that keeps a metric near a target. */
export function trackingFields(
  scaled: ScaledVariant,
  policy: TrackingDraft,
  set: (next: TrackingDraft) => void,
): TemplateResult {
  const { name } = scaled.variant;
  const { metric, target, scaleIn, scaleOut, noScaleIn = false, ...rest } = policy;
  const base = { ...rest, metric, target };
  const cooldowns = (next: { scaleIn: number | undefined; scaleOut: number | undefined }): TrackingDraft => ({
    ...base,
    ...(next.scaleIn === undefined ? {} : { scaleIn: next.scaleIn }),
    ...(next.scaleOut === undefined ? {} : { scaleOut: next.scaleOut }),
    ...(noScaleIn ? { noScaleIn } : {}),
  });
  return html`
    <div class="fields">
      ${metricField(scaled, metric, (next) => set({ ...policy, metric: next }))}
      ${numberField({ label: l10n.t('Target'), spoken: l10n.t('Target of {0}', name), value: target }, (next) => set({ ...policy, target: next }))}
      ${optionalNumberField(
        {
          label: l10n.t('Seconds before it grows again'),
          spoken: l10n.t('Scale-out cooldown of {0}', name),
          value: scaleOut,
          usual: usualCooldown,
        },
        (next) => set(cooldowns({ scaleIn, scaleOut: next })),
      )}
      ${optionalNumberField(
        {
          label: l10n.t('Seconds before it shrinks again'),
          spoken: l10n.t('Scale-in cooldown of {0}', name),
          value: scaleIn,
          usual: usualCooldown,
        },
        (next) => set(cooldowns({ scaleIn: next, scaleOut })),
      )}
    </div>
    <p class="quiet">
      ${l10n.t(
        'Empty cooldowns are {0} s. While one runs, a larger growth still goes through; growing ends the wait to shrink.',
        usualCooldown,
      )}
    </p>
    ${typeof metric === 'string' ? nothing : customMetricFields(name, metric, (next) => set({ ...policy, metric: next }))}
    ${metric === 'SageMakerVariantInvocationsPerInstance' ? targetHelper(scaled, (next) => set({ ...policy, target: next })) : nothing}
    ${checkField(l10n.t('Only grow, never shrink'), noScaleIn, (isOn) => {
      const { noScaleIn: _, ...others } = policy;
      set(isOn ? { ...others, noScaleIn: true } : others);
    })}
    ${
      policy.name === consolePolicy
        ? nothing
        : html`<p class="quiet">
            ${l10n.t('SageMaker’s console shows only the policy {0}, and not this one.', consolePolicy)}
          </p>`
    }
  `;
}

function metricField(
  { variant: { name, concurrency }, endpoint }: ScaledVariant,
  metric: TrackedMetric | CustomMetric,
  set: (metric: TrackedMetric | CustomMetric) => void,
): TemplateResult {
  const isServerless = concurrency !== undefined;
  const fitting = trackedMetrics.filter((each) => isServerless === isOfServerless(each));
  const value = typeof metric === 'string' ? metric : 'custom';
  return choiceField<TrackedMetric | 'custom'>(
    {
      label: l10n.t('Follows'),
      spoken: l10n.t('Metric of {0}', name),
      value,
      choices: [
        ...fitting.map((each) => ({ value: each, text: metricInWords(each) })),
        { value: 'custom', text: l10n.t('a metric of your own') },
      ],
    },
    (chosen) => set(chosen === 'custom' ? beginning(endpoint, name) : chosen),
  );
}

/** A metric that SageMaker has, to be changed into another. */
const beginning = (endpoint: string, variant: string): CustomMetric => ({
  name: 'CPUUtilization',
  namespace: '/aws/sagemaker/Endpoints',
  dimensions: [
    { name: 'EndpointName', value: endpoint },
    { name: 'VariantName', value: variant },
  ],
  statistic: 'Average',
});

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
