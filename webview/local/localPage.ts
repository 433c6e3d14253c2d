import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Channel } from '../../src/core/channel';
import type { LocalPanel, LocalSnapshot } from '../../src/core/serve/panel/localPanel';
import { Moving } from './moving';
import { examplesPart } from './parts/examples';
import { localVariants } from './parts/localVariants';

type Call = Channel<LocalPanel['host']>['call'];

/** The page of an endpoint on this machine: who gets its requests, and how they are answered. */
export class LocalPage extends LitElement {
  readonly #moving = new Moving();
  #snapshot: LocalSnapshot | undefined;
  #example = 'python';
  #call: Call = () => undefined;

  connect(call: Call): void {
    this.#call = call;
  }

  show(snapshot: LocalSnapshot): void {
    this.#snapshot = snapshot;
    this.#moving.tell(snapshot.variants, Date.now());
    this.requestUpdate();
  }

  /** In the document itself, where the style sheet is. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const snapshot = this.#snapshot;
    if (!snapshot) return html`<p class="quiet">${l10n.t('Looking for the endpoint…')}</p>`;
    const { problem, url, examples } = snapshot;
    return html`
      ${this.#header(snapshot)}
      ${problem === undefined ? nothing : html`<p class="notice error" role="alert">${problem}</p>`}
      ${localVariants(snapshot, this.#moving, {
        move: (name, share) => {
          this.#call('setWeights', this.#moving.move(name, share, Date.now()));
          this.requestUpdate();
        },
        toggleLock: (name) => {
          this.#moving.toggleLock(name);
          this.requestUpdate();
        },
        restart: (name) => this.#call('restart', name),
      })}
      ${this.#buttons(snapshot)}
      ${
        url === undefined
          ? nothing
          : examplesPart(
              { examples, chosen: this.#example },
              {
                choose: (id) => {
                  this.#example = id;
                  this.requestUpdate();
                },
                copy: (text) => this.#call('copy', text),
              },
            )
      }
    `;
  }

  #header({ name, status, url, phase }: LocalSnapshot): TemplateResult {
    return html`
      <header role="none">
        <h1>${name}</h1>
        <p class="quiet">${[status, l10n.t('on this machine')].join(' · ')}</p>
        <span class="space"></span>
        ${
          url === undefined
            ? nothing
            : html`<code class="address">${url}</code>
                <vscode-button appearance="secondary" @click=${() => this.#call('copy', url)}>
                  ${l10n.t('Copy Address')}
                </vscode-button>`
        }
        ${
          phase === 'over'
            ? nothing
            : html`<vscode-button
                appearance="secondary"
                ?disabled=${phase === 'stopping'}
                @click=${() => this.#call('act', 'stop')}
                >${l10n.t('Stop')}</vscode-button
              >`
        }
      </header>
    `;
  }

  #buttons({ phase }: LocalSnapshot): TemplateResult | typeof nothing {
    if (phase === 'over') return nothing;
    const isUp = phase === 'up';
    return html`
      <p class="buttons">
        <vscode-button ?disabled=${!isUp} @click=${() => this.#call('act', 'invoke')}>
          ${l10n.t('Invoke…')}
        </vscode-button>
        <vscode-button appearance="secondary" ?disabled=${!isUp} @click=${() => this.#call('act', 'load')}>
          ${l10n.t('Load Test…')}
        </vscode-button>
        <vscode-button appearance="secondary" @click=${() => this.#call('act', 'resources')}>
          ${l10n.t('Show Resources and Requests')}
        </vscode-button>
        <vscode-button appearance="secondary" @click=${() => this.#call('act', 'log')}>
          ${l10n.t('Show Log')}
        </vscode-button>
      </p>
    `;
  }
}
