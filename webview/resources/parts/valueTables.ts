import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { LiveChart, Stretch } from '../../../src/core/resources/charts/chartSet';
import { formatElapsed } from '../../../src/core/resources/charts/timeLabels';
import { valueTable } from '../../../src/core/resources/charts/valueRows';

/** A chart in words and numbers. `time` writes a moment, with its tenths where they matter. */
export function valuesAsTable(
  chart: LiveChart,
  shown: Stretch,
  time: (seconds: number, tenths?: boolean) => string = formatElapsed,
): TemplateResult {
  const { columns, rows, lowest, highest } = valueTable(chart, shown);
  const cells = (values: readonly string[]): readonly TemplateResult[] =>
    values.map((value) => html`<td>${value}</td>`);
  // Its region scrolls when there are many lines, and keys reach it too.
  return html`<div
    class="values"
    tabindex="0"
    role="region"
    aria-label=${l10n.t('Values of {0}', chart.title)}
  >
    <table>
      <caption>
        ${l10n.t('{0}, from {1} to {2}', chart.title, time(shown.from), time(shown.to))}
      </caption>
      <thead>
        <tr>
          <th scope="col">${l10n.t('Time')}</th>
          ${columns.map((label) => html`<th scope="col">${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">${l10n.t('Highest')}</th>
          ${cells(highest)}
        </tr>
        <tr>
          <th scope="row">${l10n.t('Lowest')}</th>
          ${cells(lowest)}
        </tr>
        ${rows.map(
          (row) =>
            html`<tr>
              <th scope="row">${time(row.seconds, true)}</th>
              ${cells(row.cells)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
