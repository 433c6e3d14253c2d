import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LiveChart } from '../../../src/core/resources/charts/chartSet';
import { legendOf } from '../../../src/core/resources/charts/lineStyle';
import type { VariantChart } from '../../../src/core/hosting/metrics/metricsSnapshot';
import type { EndpointSnapshot } from '../../../src/core/hosting/panel/endpointPanel';
import { legend } from '../../resources/parts/chartSections';
import type { MetricCharts } from '../metricCharts';
import type { Actions } from './actions';
import { checkField, choiceField } from './fields';
import { variantTabs } from './variantTabs';

/** What CloudWatch tells of the endpoint, one variant at a time. */
export function metricsPart(
  { metrics, base }: EndpointSnapshot,
  charts: MetricCharts,
  actions: Actions,
): TemplateResult {
  const { snapshot, unseen, hours } = metrics;
  if (!snapshot) return section(html`<p class="quiet">${unseen ?? l10n.t('Asking CloudWatch…')}</p>`);
  const chosen = base.variants.find(({ name }) => name === actions.looks().variant) ?? base.variants[0];
  if (!chosen) return section(html``);
  const shown = charts.of(chosen.name);
  const hasTables = actions.looks().open.has(tables);
  return section(html`
    <div class="bar">
      ${variantTabs(base.variants, { chosen: chosen.name, of: l10n.t('Metrics'), detail: () => '' }, actions)}
      <span class="space"></span>
      ${checkField(l10n.t('as tables'), hasTables, (isOn) => actions.open(tables, isOn))}
      ${choiceField(
        {
          label: '',
          spoken: l10n.t('Time that is shown'),
          value: String(hours),
          choices: [1, 3, 24].map((each) => ({ value: String(each), text: l10n.t('{0} h', each) })),
        },
        (value) => actions.lookBack(Number(value)),
      )}
    </div>
    ${unseen === undefined ? nothing : html`<p class="quiet">${unseen}</p>`}
    ${
      shown.length === 0
        ? html`<p class="quiet">${l10n.t('CloudWatch knows nothing of it in this time.')}</p>`
        : html`<div class="charts">
            ${repeat(
              shown,
              ({ chart }) => chart.id,
              ({ chart, live }) => figure({ chart, live, hasTables }, charts),
            )}
          </div>`
    }
    <p class="quiet">${lag(snapshot.asked, snapshot.newest)}</p>
    ${charts.tip()}
    <div class="spoken" role="status" aria-live="polite">${charts.announcement}</div>
  `);
}

const tables = 'metrics tables';

const section = (body: TemplateResult): TemplateResult => html`
  <section aria-labelledby="metrics">
    <h2 id="metrics">${l10n.t('Metrics')}</h2>
    ${body}
  </section>
`;

/** Nobody is to take what is minutes old for now. */
function lag(asked: number, newest: number | undefined): string {
  if (newest === undefined) return l10n.t('CloudWatch publishes 2 to 3 minutes late.');
  const minutes = Math.max(0, Math.round((asked - newest) / 60_000));
  return l10n.t(
    'CloudWatch publishes 2 to 3 minutes late: the newest values are {0} min old. Dashed lines are changes from this machine.',
    minutes,
  );
}

interface Drawn {
  readonly chart: VariantChart;
  readonly live: LiveChart;
  readonly hasTables: boolean;
}

function figure({ chart, live, hasTables }: Drawn, charts: MetricCharts): TemplateResult {
  const entries = legendOf(live);
  return html`<figure>
    <figcaption>
      <span class="title">${chart.title}</span><span class="reading">${charts.reading(live)}</span>
    </figcaption>
    ${entries.length === 0 ? nothing : legend(entries)}
    <longshore-plot
      tabindex="0"
      role="img"
      data-chart=${chart.id}
      aria-label=${charts.summary(live)}
      .chart=${live}
      .handlers=${charts.handlers}
      .times=${charts.times}
      .events=${charts.events}
      @keydown=${(event: KeyboardEvent) => charts.press(live, event)}
      @blur=${() => charts.point(live.id, undefined)}
    ></longshore-plot>
    ${chart.note === undefined ? nothing : html`<span class="quiet">${chart.note}</span>`}
    ${hasTables ? charts.table(live) : nothing}
  </figure>`;
}
