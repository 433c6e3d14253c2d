import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Channel } from '../../src/core/channel';
import type { LoadPanel, LoadSnapshot } from '../../src/core/load/panel/loadPanel';
import { histogramFigure, latencyFigure, liveFigure } from './charts';
import { plainTable } from './plainTable';

type Call = Channel<LoadPanel['host']>['call'];

/** The page of one load test, while it runs and after. */
export class LoadPage extends LitElement {
  #snapshot: LoadSnapshot | undefined;
  /** The step whose histogram is drawn: the last one until somebody chooses. */
  #chosen: number | undefined;
  #call: Call = () => undefined;

  connect(call: Call): void {
    this.#call = call;
  }

  show(snapshot: LoadSnapshot): void {
    this.#snapshot = snapshot;
    this.requestUpdate();
  }

  /** In the document itself, where the style sheet is. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const snapshot = this.#snapshot;
    if (!snapshot) return html`<p class="quiet">${l10n.t('Looking at the endpoint…')}</p>`;
    const { title, subject, found, notes, more } = snapshot;
    return html`
      <header>
        <h1>${title}</h1>
        <span class="space"></span>
        ${this.#buttons(snapshot)}
      </header>
      <p class="quiet">${subject}</p>
      ${this.#status(snapshot)}
      ${found.map((line, index) => html`<p class=${index === 0 ? 'found' : ''}>${line}</p>`)}
      ${liveFigure(snapshot)} ${latencyFigure(snapshot)}
      ${histogramFigure(snapshot, this.#chosen ?? snapshot.steps.length - 1, (index) => {
        this.#chosen = index;
        this.requestUpdate();
      })}
      ${more.map(
        (part) =>
          html`<section>
            <h2>${part.title}</h2>
            ${plainTable(part.table)}
          </section>`,
      )}
      ${notes.map((note) => html`<p class="quiet">${note}</p>`)}
    `;
  }

  #status({ state, status }: LoadSnapshot): TemplateResult | typeof nothing {
    if (state === 'failed') return html`<p class="notice error" role="alert">${status}</p>`;
    if (status === '') return nothing;
    const ring = state === 'running' ? html`<vscode-progress-ring></vscode-progress-ring>` : nothing;
    return html`<p class="notice" role="status">${ring}${status}</p>`;
  }

  #buttons({ state }: LoadSnapshot): TemplateResult {
    if (state === 'running')
      return html`<vscode-button @click=${() => this.#call('stop', undefined)}
        >${l10n.t('Stop')}</vscode-button
      >`;
    return html`
      <vscode-button appearance="secondary" @click=${() => this.#call('document', undefined)}>
        ${l10n.t('Open Report')}
      </vscode-button>
      <vscode-button appearance="secondary" @click=${() => this.#call('compare', undefined)}>
        ${l10n.t('Compare…')}
      </vscode-button>
      <vscode-button @click=${() => this.#call('again', undefined)}>${l10n.t('Run Again')}</vscode-button>
    `;
  }
}
