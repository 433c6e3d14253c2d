import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { LocalSnapshot, LocalVariant } from '../../../src/core/serve/panel/localPanel';
import { shareField } from '../../endpoint/parts/shareField';
import type { Moving } from '../moving';

interface Actions {
  readonly move: (name: string, share: number) => void;
  readonly toggleLock: (name: string) => void;
  readonly restart: (name: string) => void;
}

/** One line for each variant: its share, which can be moved while it serves, and how it answers. */
export function localVariants(snapshot: LocalSnapshot, moving: Moving, actions: Actions): TemplateResult {
  const { variants, shadow, phase } = snapshot;
  const place = { isLocked: phase === 'over' || phase === 'stopping', isOnly: variants.length === 1 };
  return html`
    <table class="variants">
      <caption class="spoken">
        ${l10n.t('Variants, their traffic and their answers')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${l10n.t('Variant')}</th>
          <th scope="col">${l10n.t('Traffic')}</th>
          <th scope="col" class="number">${l10n.t('Weight')}</th>
          <th scope="col" class="number">${l10n.t('Requests')}</th>
          <th scope="col" class="number">${l10n.t('Errors')}</th>
          <th scope="col" class="number">${l10n.t('p50 · p90')}</th>
        </tr>
      </thead>
      <tbody>
        ${variants.map((variant) => variantRow(variant, { ...place, moving }, actions))}
        ${shadow ? shadowRow(shadow, actions) : nothing}
      </tbody>
    </table>
  `;
}

interface Place {
  readonly isLocked: boolean;
  readonly isOnly: boolean;
  readonly moving: Moving;
}

function variantRow(
  variant: LocalVariant,
  { isLocked, isOnly, moving }: Place,
  actions: Actions,
): TemplateResult {
  const { name } = variant;
  const share = moving.shares.get(name) ?? 0;
  return html`
    <tr>
      ${nameCell(variant, actions)}
      <td>
        ${shareField(
          { name, share, isLocked, isOnly, isKept: moving.locked.has(name) },
          { setShare: actions.move, toggleLock: actions.toggleLock },
        )}
      </td>
      <td class="number">${moving.weights.get(name) ?? variant.weight}</td>
      ${countCells(variant)}
    </tr>
  `;
}

const shadowRow = (variant: LocalVariant, actions: Actions): TemplateResult => html`
  <tr>
    ${nameCell(variant, actions)}
    <td class="quiet">${l10n.t('gets copies of requests; nobody sees its answers')}</td>
    <td class="number">${variant.weight}</td>
    ${countCells(variant)}
  </tr>
`;

function nameCell(
  { name, state, status, reason, models }: LocalVariant,
  { restart }: Actions,
): TemplateResult {
  return html`
    <th scope="row">
      ${name}
      <div class="quiet state ${state}"><span class="dot" aria-hidden="true"></span>${status}</div>
      ${reason === undefined ? nothing : html`<div class="quiet reason">${reason}</div>`}
      ${models.length === 0 ? nothing : html`<div class="quiet reason">${l10n.t('Loaded: {0}', models.join(', '))}</div>`}
      ${
        state === 'failed' || state === 'stopped'
          ? html`<button class="lock" @click=${() => restart(name)}>
              ${l10n.t('Start {0} Again', name)}
            </button>`
          : nothing
      }
    </th>
  `;
}

const countCells = ({ requests, errors, p50, p90 }: LocalVariant): TemplateResult => html`
  <td class="number">${requests}</td>
  <td class="number ${errors > 0 ? 'bad' : ''}">${errors}</td>
  <td class="number">${p50 === undefined ? '–' : `${time(p50)} · ${time(p90 ?? p50)}`}</td>
`;

const time = (milliseconds: number): string =>
  milliseconds < 1000
    ? l10n.t('{0} ms', Number(milliseconds.toPrecision(2)))
    : l10n.t('{0} s', Number((milliseconds / 1000).toPrecision(3)));
