import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { foreignInWords } from '../../../src/core/hosting/inWords';
import type { ForeignChange, Merged } from '../../../src/core/hosting/merge';
import type { Actions } from './actions';

/** Somebody else changed the endpoint: what was, what is wanted here, and what is now, side by side. */
export function foreignNotice({ conflicts, taken }: Merged, actions: Actions): TemplateResult {
  return html`
    <section class="review" role="alert" aria-label=${l10n.t('Changed by somebody else')}>
      <h2>${l10n.t('Somebody else changed this endpoint')}</h2>
      <p>${l10n.t('Nothing was written. Decide how to go on, and review it again.')}</p>
      ${
        conflicts.length + taken.length === 0
          ? html`<p>${l10n.t('It has other variants than before.')}</p>`
          : html`
              <table>
                <thead>
                  <tr>
                    <th scope="col">${l10n.t('Variant')}</th>
                    <th scope="col">${l10n.t('What')}</th>
                    <th scope="col">${l10n.t('Before')}</th>
                    <th scope="col">${l10n.t('Yours')}</th>
                    <th scope="col">${l10n.t('Theirs')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${[...conflicts, ...taken].map((change) => changeRow(change, conflicts.includes(change)))}
                </tbody>
              </table>
            `
      }
      <p class="buttons">
        <vscode-button @click=${() => actions.takeOver([])}>
          ${conflicts.length === 0 ? l10n.t('Keep Both') : l10n.t('Take Theirs')}
        </vscode-button>
        ${
          conflicts.length === 0
            ? nothing
            : html`<vscode-button appearance="secondary" @click=${() => actions.takeOver(conflicts)}>
                ${l10n.t('Keep Mine')}
              </vscode-button>`
        }
        <vscode-button appearance="secondary" @click=${actions.discard}>${l10n.t('Discard')}</vscode-button>
      </p>
    </section>
  `;
}

function changeRow(change: ForeignChange, isConflict: boolean): TemplateResult {
  const { what, values } = foreignInWords(change);
  return html`
    <tr class=${isConflict ? 'conflict' : ''}>
      <th scope="row">${change.variant}</th>
      <td>${what}</td>
      ${values.map((value) => html`<td class="number">${value}</td>`)}
    </tr>
  `;
}
