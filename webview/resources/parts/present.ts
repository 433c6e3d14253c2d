// What is true now, beside the charts: figures, hints, processes, notes.
import * as l10n from '@vscode/l10n';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Figure, Hint, ProcessRow } from '../../../src/core/resources/panel/resourcesPanel';
import type { Actions } from './actions';
import { icons } from './icons';

type Part = TemplateResult | typeof nothing;

export function figureTiles(figures: readonly Figure[]): Part {
  if (figures.length === 0) return nothing;
  const tiles = repeat(figures, ({ id }) => id, figureTile);
  return html`<ul class="figures" aria-label=${l10n.t('Now')}>
    ${tiles}
  </ul>`;
}

const figureTile = ({ label, value, share, state, explanation }: Figure): TemplateResult =>
  html`<li class="figure ${state}" title=${explanation}>
    <span class="name">${label}</span>${stateMark(state)} <span class="value">${value}</span>
    ${share === undefined ? nothing : bar(share)}
    <span class="spoken">${explanation}</span>
  </li>`;

/** Widths are attributes of a picture: the page may not have styles in its elements. */
const bar = (share: number): TemplateResult => {
  const width = `${(Math.min(1, Math.max(0, share)) * 100).toFixed(1)}%`;
  return svg`<svg class="bar" width="100%" height="3" aria-hidden="true">
    <rect class="rest" width="100%" height="3" /><rect class="share" width=${width} height="3" />
  </svg>`;
};

function stateMark(state: Figure['state']): Part {
  switch (state) {
    case 'normal':
      return nothing;
    case 'warning':
      return html`<span class="mark">${icons.warning}<span class="spoken">${l10n.t('Warning')}</span></span>`;
    case 'error':
      return html`<span class="mark">${icons.error}<span class="spoken">${l10n.t('Error')}</span></span>`;
    case 'stale':
      return html`<span class="mark">${icons.stale}${l10n.t('stale')}</span>`;
  }
}

export function hintList(hints: readonly Hint[], { follow }: Actions): Part {
  if (hints.length === 0) return nothing;
  const rows = repeat(
    hints,
    ({ id }) => id,
    ({ id, severity, title, reason, action }) =>
      html`<li class="hint ${severity}">
        ${severity === 'warning' ? icons.warning : icons.info}
        <span class="spoken">${severity === 'warning' ? l10n.t('Warning') : l10n.t('Information')}</span>
        <span
          ><strong>${title}</strong>
          <span class="quiet">${reason}</span>
          ${action === undefined ? nothing : html`<button class="link" @click=${() => follow(id)}>${action}</button>`}</span
        >
      </li>`,
  );
  return html`<ul class="hints" aria-label=${l10n.t('Hints')}>
    ${rows}
  </ul>`;
}

export function processTable(processes: readonly ProcessRow[]): Part {
  if (processes.length === 0) return nothing;
  const heads = [l10n.t('Process'), l10n.t('ID'), l10n.t('Where'), l10n.t('GPU'), l10n.t('Memory')];
  return html`<details class="processes">
    <summary>${l10n.t('Processes on the GPUs')} <span class="quiet">${processes.length}</span></summary>
    <table>
      <caption class="spoken">
        ${l10n.t('Processes on the GPUs')}
      </caption>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${repeat(
          processes,
          ({ gpu, pid }) => `${gpu} ${pid}`,
          ({ pid, name, where, gpu, memory }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${pid}</td>
              <td>${where}</td>
              <td>${gpu}</td>
              <td>${memory}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}

export const noteLines = (notes: readonly string[]): Part =>
  notes.length === 0
    ? nothing
    : html`<div class="notes quiet">${notes.map((note) => html`<p>${note}</p>`)}</div>`;
