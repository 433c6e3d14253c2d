import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Watchable } from '../../../src/core/resources/panel/resourcesPanel';
import type { Actions } from './actions';

export function waiting(): TemplateResult {
  return html`<p class="waiting quiet">
    <vscode-progress-ring aria-hidden="true"></vscode-progress-ring>${l10n.t('Waiting for the first data…')}
  </p>`;
}

export function emptyState(choices: readonly Watchable[], { watch }: Actions): TemplateResult {
  const earlier = choices.map(
    ({ id, label, detail }) =>
      html`<li>
        <button class="link" @click=${() => watch([id])}>${label}</button>
        <span class="quiet">${detail}</span>
      </li>`,
  );
  return html`<div class="empty">
    <p>${l10n.t('Nothing runs.')}</p>
    <p class="quiet">${l10n.t('Train a run file, and its processors, memory and GPUs appear here.')}</p>
    ${
      choices.length === 0
        ? nothing
        : html`<p>${l10n.t('Or look at what was recorded:')}</p>
            <ul>
              ${earlier}
            </ul>`
    }
  </div>`;
}
