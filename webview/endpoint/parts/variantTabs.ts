import { html, nothing, type TemplateResult } from 'lit';
import type { VariantDraft } from '../../../src/core/hosting/draft';
import type { Actions } from './actions';

interface Tabs {
  readonly chosen: string;
  /** What they switch. */
  readonly of: string;
  readonly detail: (variant: VariantDraft) => string;
}

/** One variant at a time. A single one needs no choice. */
export function variantTabs(
  variants: readonly VariantDraft[],
  { chosen, of, detail }: Tabs,
  actions: Actions,
): TemplateResult | typeof nothing {
  if (variants.length < 2) return nothing;
  return html`
    <div class="tabs" role="group" aria-label=${of}>
      ${variants.map(
        (variant) => html`
          <button
            aria-pressed=${variant.name === chosen ? 'true' : 'false'}
            @click=${() => actions.choose(variant.name)}
          >
            ${variant.name} <span class="quiet">${detail(variant)}</span>
          </button>
        `,
      )}
    </div>
  `;
}
