import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import {
  statistics,
  type CustomMetric,
  type MetricDimension,
} from '../../../src/core/hosting/scaling/policy';
import { choiceField, textField } from './fields';

/** A metric of CloudWatch by its name, namespace and dimensions. */
export function customMetricFields(
  variant: string,
  metric: CustomMetric,
  set: (next: CustomMetric) => void,
): TemplateResult {
  const { name, namespace, dimensions, statistic, unit = '' } = metric;
  return html`
    <div class="fields">
      ${textField({ label: l10n.t('Namespace'), spoken: l10n.t('Namespace of the metric of {0}', variant), value: namespace, size: 26 }, (next) => set({ ...metric, namespace: next }))}
      ${textField({ label: l10n.t('Metric'), spoken: l10n.t('Name of the metric of {0}', variant), value: name, size: 26 }, (next) => set({ ...metric, name: next }))}
      ${choiceField(
        {
          label: l10n.t('Statistic'),
          spoken: l10n.t('Statistic of {0}', variant),
          value: statistic,
          choices: statistics.map((each) => ({ value: each, text: each })),
        },
        (next) => set({ ...metric, statistic: next }),
      )}
      ${textField(
        {
          label: l10n.t('Unit, where it has one'),
          spoken: l10n.t('Unit of the metric of {0}', variant),
          value: unit,
          size: 10,
        },
        (next) => {
          const { unit: _, ...others } = metric;
          set(next === '' ? others : { ...others, unit: next });
        },
      )}
    </div>
    ${dimensions.map((dimension, index) => dimensionFields({ variant, dimension, index }, (next) => set({ ...metric, dimensions: dimensions.flatMap((each, at) => (at === index ? next : each)) })))}
    <p class="buttons">
      <button
        class="link"
        @click=${() => set({ ...metric, dimensions: [...dimensions, { name: '', value: '' }] })}
      >
        ${l10n.t('Add Dimension')}
      </button>
    </p>
    <p class="quiet">
      ${l10n.t('It has to fall when instances are added: a metric of one instance, and not of all together.')}
    </p>
  `;
}

function dimensionFields(
  {
    variant,
    dimension,
    index,
  }: { readonly variant: string; readonly dimension: MetricDimension; readonly index: number },
  set: (next: readonly MetricDimension[]) => void,
): TemplateResult {
  const { name, value } = dimension;
  const place = index + 1;
  return html`
    <div class="fields">
      ${textField({ label: l10n.t('Dimension'), spoken: l10n.t('Name of dimension {0} of {1}', place, variant), value: name }, (next) => set([{ name: next, value }]))}
      ${textField({ label: l10n.t('Value'), spoken: l10n.t('Value of dimension {0} of {1}', place, variant), value, size: 26 }, (next) => set([{ name, value: next }]))}
      <button
        class="link low"
        aria-label=${l10n.t('Remove dimension {0} of {1}', place, variant)}
        @click=${() => set([])}
      >
        ${l10n.t('Remove')}
      </button>
    </div>
  `;
}
