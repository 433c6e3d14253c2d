import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { LivePoint, LoadSnapshot, StepView } from '../../src/core/load/panel/loadPanel';
import { byLoad } from '../../src/core/load/panel/loadSnapshot';
import { timeInWords } from '../../src/core/load/report/words';
import type { Curve } from './curveElement';
import { plainTable } from './plainTable';

const digits = (value: number): string => String(Number(value.toPrecision(3)));

const figure = (title: string, curve: Curve, beside: TemplateResult | typeof nothing): TemplateResult => html`
  <section>
    <h2>${title}</h2>
    <div class="figure">
      <div>
        <longshore-curve .curve=${curve}></longshore-curve>
        ${legend(curve)}
      </div>
      <div class="beside">${beside}</div>
    </div>
  </section>
`;

const names = ['p50', 'p95', 'p99'] as const;

/** What the lines are, in words: colours alone tell nobody. */
function legend({ lines }: Curve): TemplateResult | typeof nothing {
  if (lines.length < 2) return nothing;
  const labels = lines.map(({ kind }, index) => (kind === 'limit' ? l10n.t('limit') : (names[index] ?? '')));
  return html`<p class="legend quiet">
    ${lines.map(({ kind, color }, index) => html`<span class="mark ${kind} color-${color}"></span>${labels[index]} `)}
  </p>`;
}

export function latencyFigure({
  steps,
  axis,
  limit,
  stepTable,
}: LoadSnapshot): TemplateResult | typeof nothing {
  const points = byLoad(steps);
  if (points.length === 0) return nothing;
  const line = (name: 'p50' | 'p95' | 'p99', color: number) => ({
    color,
    kind: 'line' as const,
    values: points.map((step) => step[name]),
  });
  const curve: Curve = {
    label: l10n.t('Latency by load'),
    x: points.map(({ load }) => load),
    lines: [
      line('p50', 0),
      line('p95', 1),
      line('p99', 3),
      ...(limit === undefined ? [] : [{ color: 4, kind: 'limit' as const, values: points.map(() => limit) }]),
    ],
    logarithmic: false,
    // Between one request and two at once there is nothing.
    xText: (value) =>
      axis === 'rate' ? l10n.t('{0}/s', digits(value)) : Number.isInteger(value) ? digits(value) : '',
    yText: timeInWords,
  };
  const title = axis === 'rate' ? l10n.t('Latency by rate') : l10n.t('Latency by requests at once');
  return figure(title, curve, plainTable(stepTable));
}

export function histogramFigure(
  { steps }: LoadSnapshot,
  chosen: number,
  choose: (index: number) => void,
): TemplateResult | typeof nothing {
  const step = steps[chosen] ?? steps.at(-1);
  if (!step || step.bars.length === 0) return nothing;
  const total = step.bars.reduce((sum, { count }) => sum + count, 0);
  const curve: Curve = {
    label: l10n.t('How many answers took how long'),
    x: step.bars.map(({ from, to }) => Math.sqrt(from * to)),
    lines: [{ color: 0, kind: 'bars', values: step.bars.map(({ count }) => count) }],
    logarithmic: true,
    xText: timeInWords,
    yText: digits,
  };
  const picker = html`<label for="step">${l10n.t('Load')}</label>
    <select id="step" @change=${(event: Event) => choose(chosenIndex(event))}>
      ${steps.map((each, index) => html`<option .selected=${each === step} value=${index}>${each.label}</option>`)}
    </select>`;
  return figure(l10n.t('How long answers took'), curve, html`${picker}${shareTable(step, total)}`);
}

const chosenIndex = ({ target }: Event): number =>
  target instanceof HTMLSelectElement ? target.selectedIndex : 0;

/** A few bars of a kind together: what lies up to which time. */
function shareTable({ bars }: StepView, total: number): TemplateResult {
  let seen = 0;
  const rows = bars.flatMap(({ to, count }) => {
    seen += count;
    return count === 0
      ? []
      : [[timeInWords(to), String(count), l10n.t('{0} %', digits((100 * seen) / total))]];
  });
  return plainTable({ head: [l10n.t('up to'), l10n.t('answers'), l10n.t('all so far')], rows });
}

export function liveFigure({ live, state }: LoadSnapshot): TemplateResult | typeof nothing {
  if (state !== 'running' || live.length < 2) return nothing;
  const curve: Curve = {
    label: l10n.t('Latency while the load runs'),
    x: live.map(({ seconds }) => seconds),
    lines: [
      { color: 0, kind: 'line', values: live.map(({ p50 }) => p50 ?? null) },
      { color: 3, kind: 'line', values: live.map(({ p99 }) => p99 ?? null) },
    ],
    logarithmic: false,
    xText: (value) => l10n.t('{0} s', digits(value)),
    yText: timeInWords,
  };
  return html`<section>
    <h2>${l10n.t('Now')}</h2>
    <div class="figure">
      <div>
        <longshore-curve .curve=${curve}></longshore-curve>
        <p class="legend quiet">
          <span class="mark line color-0"></span>p50 <span class="mark line color-3"></span>p99
        </p>
      </div>
      <div class="beside">${lastTable(live.at(-1))}</div>
    </div>
  </section>`;
}

function lastTable(point: LivePoint | undefined): TemplateResult | typeof nothing {
  if (!point) return nothing;
  const time = (value: number | undefined): string => (value === undefined ? '' : timeInWords(value));
  return plainTable({
    head: [l10n.t('answered'), 'p50', 'p99'],
    rows: [[l10n.t('{0}/s', digits(point.answered)), time(point.p50), time(point.p99)]],
  });
}
