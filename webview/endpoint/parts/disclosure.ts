import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Actions } from './actions';

export interface Disclosed {
  /** What the page remembers it by. */
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly isNew?: boolean;
  readonly actions: Pick<Actions, 'looks' | 'open'>;
}

/** One line that opens: what is below it is made only then. */
export function disclosure(
  { id, title, detail, isNew = false, actions }: Disclosed,
  body: () => TemplateResult,
): TemplateResult {
  const isOpen = actions.looks().open.has(id);
  const toggle = ({ target }: Event): void => {
    if (target instanceof HTMLDetailsElement && target.open !== isOpen) actions.open(id, target.open);
  };
  return html`
    <details class="item" data-item=${id} ?open=${isOpen} @toggle=${toggle}>
      <summary>
        <span class="title">${title}</span>
        <span class="quiet">${detail}</span>
        ${isNew ? html`<span class="new">${l10n.t('new')}</span>` : nothing}
      </summary>
      ${isOpen ? html`<div class="inside">${body()}</div>` : nothing}
    </details>
  `;
}
