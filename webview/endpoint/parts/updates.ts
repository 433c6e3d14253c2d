import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { EndpointSnapshot } from '../../../src/core/hosting/panel/endpointPanel';
import type { Actions } from './actions';

/** Which configurations it had before this machine updated it, with the way back. */
export function updatesTable(
  { updates, config, work, locked }: EndpointSnapshot,
  actions: Actions,
): TemplateResult | typeof nothing {
  if (updates.length === 0) return nothing;
  const isLocked = work !== undefined || locked !== undefined;
  return html`
    <section>
      <h2>${l10n.t('Configurations from this machine')}</h2>
      <table class="history">
        <tbody>
          ${updates.map(
            ({ at, from, to, lines, leftovers }) => html`
              <tr>
                <th scope="row">${new Date(at).toLocaleString()}</th>
                <td>
                  <div>${l10n.t('{0} → {1}', from, to)}</div>
                  ${lines.map((line) => html`<div class="quiet">${line}</div>`)}
                  ${leftovers && html`<div class="quiet">${l10n.t('AWS rolled it back.')}</div>`}
                </td>
                <td>
                  ${
                    leftovers === undefined
                      ? html`<vscode-button
                          appearance="secondary"
                          aria-label=${l10n.t('Back to the configuration {0}', from)}
                          ?disabled=${isLocked || from === config}
                          @click=${() => actions.update(from)}
                          >${l10n.t('Back…')}</vscode-button
                        >`
                      : removal(to, leftovers, actions)
                  }
                </td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </section>
  `;
}

/** One that was rolled back leads nowhere back; what it made may still be there. */
const removal = (
  to: string,
  leftovers: readonly unknown[],
  actions: Actions,
): TemplateResult | typeof nothing =>
  leftovers.length === 0
    ? nothing
    : html`<vscode-button
        appearance="secondary"
        aria-label=${l10n.t('Remove what was made for {0}', to)}
        @click=${() => actions.removeMade(to)}
        >${l10n.t('Remove What Was Made…')}</vscode-button
      >`;
