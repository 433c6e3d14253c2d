import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { Work } from '../../../src/core/hosting/panel/endpointPanel';

/** What is under way, and for how long. */
export function workLine({ call, calls, since, status }: Work): TemplateResult {
  const seconds = Math.max(0, Math.round((Date.now() - since) / 1000));
  const elapsed =
    seconds < 60 ? l10n.t('{0} s', seconds) : l10n.t('{0} min {1} s', Math.floor(seconds / 60), seconds % 60);
  return html`
    <p class="notice work" role="status">
      <vscode-progress-ring></vscode-progress-ring>
      <span>
        ${calls === 1 ? l10n.t('Changing the endpoint') : l10n.t('Changing the endpoint: {0} of {1}', call, calls)}
        ${status === '' ? '' : `· ${status}`} · ${elapsed}
        <span class="quiet">${l10n.t('It goes on when this page is closed.')}</span>
      </span>
    </p>
  `;
}
