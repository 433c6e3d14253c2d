import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { EndpointCall } from '../../../src/core/hosting/calls';
import { consequences } from '../../../src/core/hosting/consequences';
import { variantLoads } from '../../../src/core/hosting/load';
import type { EndpointSnapshot } from '../../../src/core/hosting/panel/endpointPanel';
import type { Editing } from '../editing';
import type { Actions } from './actions';
import { costLine } from './cost';
import { loadTable } from './loads';

interface Reviewed {
  readonly snapshot: EndpointSnapshot;
  readonly editing: Editing;
  readonly calls: readonly EndpointCall[];
}

/** What it means, and the very calls that are made, before one is. */
export function reviewPart({ snapshot, editing, calls }: Reviewed, actions: Actions): TemplateResult {
  const { measured, alarms } = snapshot;
  const facts = { traffic: snapshot.metrics.traffic, measured };
  const told = consequences(editing.base, editing.draft, { ...facts, alarms });
  const text = calls
    .map(({ action, request }) => `${action} ${JSON.stringify(request, undefined, 2)}`)
    .join('\n');
  return html`
    <section class="review" aria-label=${l10n.t('Review')}>
      <h2>${l10n.t('Review')}</h2>
      ${loadTable(variantLoads(editing.base, editing.draft, facts))} ${costLine(snapshot, editing, actions)}
      ${told.map(({ severity, text: line }) => html`<p class="notice ${severity}">${line}</p>`)}
      <p>
        ${
          calls.length === 1
            ? l10n.t('AWS gets one call. It cannot be cancelled; the way back is another change.')
            : l10n.t(
                'AWS gets {0} calls, one after the other, each when the endpoint is in service again. None can be cancelled; the way back is another change.',
                calls.length,
              )
        }
      </p>
      <pre tabindex="0">${text}</pre>
      <p class="buttons">
        <vscode-button @click=${actions.apply}>${l10n.t('Apply')}</vscode-button>
        <vscode-button appearance="secondary" @click=${() => actions.review(false)}
          >${l10n.t('Back')}</vscode-button
        >
        <vscode-button appearance="secondary" @click=${() => actions.copy(text)}
          >${l10n.t('Copy Calls')}</vscode-button
        >
      </p>
    </section>
  `;
}
