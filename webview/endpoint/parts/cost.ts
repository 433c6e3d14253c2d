import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { EndpointDraft } from '../../../src/core/hosting/draft';
import type { EndpointSnapshot } from '../../../src/core/hosting/panel/endpointPanel';
import { costChange, costInWords } from '../../../src/core/hosting/prices/cost';
import type { Actions } from './actions';

/** Milliseconds after which a list may be another one. */
const oldAfter = 30 * 24 * 3_600_000;

/** What it costs an hour, before and after. */
export function costLine(
  { variants, prices }: EndpointSnapshot,
  { base, draft }: { readonly base: EndpointDraft; readonly draft: EndpointDraft },
  actions: Actions,
): TemplateResult {
  const { list, isFetching, problem } = prices;
  const typeOf = (name: string): string | undefined =>
    variants.find((variant) => variant.name === name)?.instanceType;
  const change = costChange(base, draft, { list, typeOf });
  const hasTypes = variants.some(({ instanceType }) => instanceType !== undefined);
  const isOld = list !== undefined && Date.now() - Date.parse(list.published) > oldAfter;
  const offers = hasTypes && (list === undefined || isOld);
  return html`
    <p class="cost">
      <span>${costInWords(change, list)}</span>
      ${
        isFetching
          ? html`<span class="quiet" role="status">${l10n.t('Getting AWS’s price list…')}</span>`
          : offers
            ? html`<button class="link" @click=${actions.getPrices}>
                ${list === undefined ? l10n.t('Get Prices') : l10n.t('Get Newer Prices')}
              </button>`
            : nothing
      }
      ${problem === undefined ? nothing : html`<span class="error-text" role="alert">${problem}</span>`}
    </p>
  `;
}
