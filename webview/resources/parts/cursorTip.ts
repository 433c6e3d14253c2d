import { html, nothing, type TemplateResult } from 'lit';
import type { LiveChart } from '../../../src/core/resources/charts/chartSet';
import { endNames, lineStyle } from '../../../src/core/resources/charts/lineStyle';
import { valueText, type Reading } from '../../../src/core/resources/charts/readings';
import type { PlotElement } from '../plot/plotElement';
import { swatch } from './chartSections';

/** The values under the cursor. A screen reader hears them from the live region instead. */
export function cursorTip(chart: LiveChart, when: string, readings: readonly Reading[]): TemplateResult {
  const named = endNames(readings.map(({ series }) => series)) !== undefined;
  return html`<div class="tip" aria-hidden="true">
    <span class="when">${when}</span>
    ${readings.map(
      (each) =>
        html`<span class="line">
          ${swatch(lineStyle(each.series.color, named))}
          ${readings.length === 1 ? nothing : html`<span class="name">${each.series.label}</span>`}
          <span class="value">${valueText(each, chart.unit)}</span>
        </span>`,
    )}
  </div>`;
}

/** Pixels between the tip and the cursor. */
const gap = 10;

/** Beside the cursor, on the side that has room, and whole within the page. */
export function placeTip(tip: HTMLElement, plot: PlotElement, seconds: number): void {
  const x = plot.pageX(seconds);
  if (x === undefined) return;
  const { width, height } = tip.getBoundingClientRect();
  const box = plot.getBoundingClientRect();
  const left = x + gap + width > innerWidth ? x - gap - width : x + gap;
  const top = Math.min(box.top + (box.height - height) / 2, innerHeight - height - 4);
  tip.style.left = `${Math.max(4, left)}px`;
  tip.style.top = `${Math.max(4, top)}px`;
}
