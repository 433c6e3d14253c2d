import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { fields, isSame } from '../../../src/core/hosting/draft';
import type { EndpointSnapshot, PastChange } from '../../../src/core/hosting/panel/endpointPanel';
import type { Actions } from './actions';
import { fieldInWords, valueInWords } from './foreign';

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
      <td>${inWords(change).map((line) => html`<div>${line}</div>`)}</td>
      <td>
        <vscode-button appearance="secondary" ?disabled=${isLocked} @click=${() => actions.putBack(change)}>
          ${isLast ? l10n.t('Undo') : l10n.t('Put Back')}
        </vscode-button>
      </td>
    </tr>
  `;
}

const inWords = ({ before, after }: PastChange): readonly string[] =>
  after.variants.flatMap((variant) => {
    const was = before.variants.find(({ name }) => name === variant.name);
    return fields.flatMap((field) =>
      was === undefined || isSame(was[field], variant[field])
        ? []
        : [
            l10n.t(
              '{0}: {1} {2} → {3}',
              variant.name,
              fieldInWords(field),
              valueInWords(was[field]),
              valueInWords(variant[field]),
            ),
          ],
    );
  });
