import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { changesInWords } from '../../../src/core/hosting/inWords';
import type { EndpointSnapshot, PastChange } from '../../../src/core/hosting/panel/endpointPanel';
import type { Actions } from './actions';

/** What this machine changed, with the way back. */
export function historyTable(
  { history, work, locked }: EndpointSnapshot,
  actions: Actions,
): TemplateResult | typeof nothing {
  if (history.length === 0) return nothing;
  const isLocked = work !== undefined || locked !== undefined;
  return html`
    <section>
      <h2>${l10n.t('Changed from this machine')}</h2>
      <table class="history">
        <tbody>
          ${history.map((change, index) => changeRow(change, { isLast: index === 0, isLocked }, actions))}
        </tbody>
      </table>
    </section>
  `;
}

function changeRow(
  change: PastChange,
  { isLast, isLocked }: { readonly isLast: boolean; readonly isLocked: boolean },
  actions: Actions,
): TemplateResult {
  const { at } = change;
  return html`
    <tr>
      <th scope="row">${new Date(at).toLocaleString()}</th>
      <td>${changesInWords(change.before, change.after).map((line) => html`<div>${line}</div>`)}</td>
      <td>
        <vscode-button appearance="secondary" ?disabled=${isLocked} @click=${() => actions.putBack(change)}>
          ${isLast ? l10n.t('Undo') : l10n.t('Put Back')}
        </vscode-button>
      </td>
    </tr>
  `;
}
