import * as l10n from '@vscode/l10n';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LiveChart } from '../../../src/core/resources/charts/chartSet';
import { legendOf, sharedLegend, type LegendEntry } from '../../../src/core/resources/charts/lineStyle';
import type { Chart } from '../../../src/core/resources/panel/resourcesPanel';
import type { Actions } from './actions';

export interface ChartTexts {
  /** Beside the title: the present values, or those at the cursor. */
  readonly reading: (chart: LiveChart) => string;
  /** For who cannot see the picture. */
  readonly summary: (chart: LiveChart) => string;
  /** The table that stands under the picture, if tables are shown. */
  readonly table: (chart: LiveChart) => TemplateResult | typeof nothing;
}

type Section = Chart['section'];

const sectionTitle: Readonly<Record<Section, () => string>> = {
  metrics: () => l10n.t('Training metrics'),
  gpu: () => l10n.t('GPU'),
  host: () => l10n.t('Processors, memory and network'),
};

export function chartSections(
  charts: readonly LiveChart[],
  texts: ChartTexts,
  actions: Actions,
): TemplateResult {
  const sections: readonly Section[] = ['metrics', 'gpu', 'host'];
  return html`${sections.map((section) => {
    const own = charts.filter((chart) => chart.section === section);
    return own.length === 0 ? nothing : chartSection(section, own, { texts, actions });
  })}`;
}

interface Given {
  readonly texts: ChartTexts;
  readonly actions: Actions;
}

function chartSection(section: Section, charts: readonly LiveChart[], given: Given): TemplateResult {
  const shared = sharedLegend(charts);
  return html`<section aria-labelledby="section-${section}">
    <header>
      <h2 id="section-${section}">${sectionTitle[section]()}</h2>
      ${shared ? legend(shared) : nothing}
    </header>
    <div class="charts">
      ${repeat(
        charts,
        ({ id }) => id,
        (chart) => chartFigure(chart, shared ? [] : legendOf(chart), given),
      )}
    </div>
  </section>`;
}

function chartFigure(
  chart: LiveChart,
  entries: readonly LegendEntry[],
  { texts, actions }: Given,
): TemplateResult {
  return html`<figure>
    <figcaption>
      <span class="title">${chart.title}</span><span class="reading">${texts.reading(chart)}</span>
    </figcaption>
    ${entries.length === 0 ? nothing : legend(entries)}
    <longshore-plot
      tabindex="0"
      role="img"
      data-chart=${chart.id}
      aria-label=${texts.summary(chart)}
      aria-describedby="keys"
      .chart=${chart}
      .handlers=${actions}
      @keydown=${(event: KeyboardEvent) => actions.press(chart.id, event)}
      @blur=${() => actions.point(chart.id, undefined)}
    ></longshore-plot>
    ${texts.table(chart)}
  </figure>`;
}

export const legend = (entries: readonly LegendEntry[]): TemplateResult =>
  html`<ul class="legend" aria-label=${l10n.t('Lines')}>
    ${entries.map(({ label, style }) => html`<li>${swatch(style)}${label}</li>`)}
  </ul>`;

/** A piece of a line as the charts draw it. */
export const swatch = ({ color, dash }: LegendEntry['style']): TemplateResult =>
  svg`<svg class="swatch color-${color}" width="18" height="8" aria-hidden="true">
    <line x1="0" x2="18" y1="4" y2="4" stroke-dasharray=${dash.join(' ')} />
  </svg>`;
