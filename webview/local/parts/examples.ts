import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { CallExample } from '../../../src/core/serve/panel/callExamples';

interface Shown {
  readonly examples: readonly CallExample[];
  readonly chosen: string;
}

interface Actions {
  readonly choose: (id: string) => void;
  readonly copy: (text: string) => void;
}

/** How programs call it, in the language that is chosen. */
export function examplesPart({ examples, chosen }: Shown, { choose, copy }: Actions): TemplateResult {
  const shown = examples.find(({ id }) => id === chosen) ?? examples[0];
  return html`
    <h2>${l10n.t('Call It')}</h2>
    <p class="quiet">
      ${l10n.t('Clients of AWS work unchanged with this address. Keys may be anything: nobody looks at them here.')}
    </p>
    <div class="tabs" role="group" aria-label=${l10n.t('Language')}>
      ${examples.map(
        ({ id, label }) =>
          html`<button
            class="lock"
            aria-pressed=${id === shown?.id ? 'true' : 'false'}
            @click=${() => choose(id)}
          >
            ${label}
          </button>`,
      )}
      <span class="space"></span>
      <vscode-button appearance="secondary" @click=${() => copy(shown?.text ?? '')}
        >${l10n.t('Copy')}</vscode-button
      >
    </div>
    <pre tabindex="0" aria-label=${shown?.label ?? ''}>${shown?.text ?? ''}</pre>
  `;
}
