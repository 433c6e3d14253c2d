import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Channel } from '../../src/core/channel';
import { callsBetween } from '../../src/core/hosting/calls';
import { refusal } from '../../src/core/hosting/draft';
import type { EndpointPanel, EndpointSnapshot } from '../../src/core/hosting/panel/endpointPanel';
import type { PageMemory } from '../page';
import { Editing } from './editing';
import { firstLooks, withOpen, type Looks } from './looks';
import { keptState, stateToKeep } from './pageState';
import { MetricCharts } from './metricCharts';
import type { Actions } from './parts/actions';
import { costLine } from './parts/cost';
import { foreignNotice } from './parts/foreign';
import { historyTable } from './parts/history';
import { metricsPart } from './parts/metrics';
import { reviewPart } from './parts/review';
import { scalingPart } from './parts/scaling';
import { updatesTable } from './parts/updates';
import { variantTable } from './parts/variants';
import { workLine } from './parts/work';

type Call = Channel<EndpointPanel['host']>['call'];

/** The page: the last snapshot, and what the user makes of it. */
export class EndpointPage extends LitElement {
  readonly #editing = new Editing();
  readonly #charts = new MetricCharts(this, () => this.requestUpdate());
  #snapshot: EndpointSnapshot | undefined;
  #isReviewing = false;
  #looks: Looks = firstLooks;
  #memory: PageMemory | undefined;
  #call: Call = () => undefined;
  #timer: number | undefined;
  #unfollowTheme: (() => void) | undefined;
  readonly #actions: Actions = {
    setShare: (name, share) => this.#change(() => this.#editing.setShare(name, share)),
    set: (name, field, value) => this.#change(() => this.#editing.set(name, field, value)),
    toggleLock: (name) => this.#change(() => this.#editing.toggleLock(name)),
    discard: () => this.#from((now) => this.#editing.discard(now)),
    takeOver: (mine) => this.#from((now) => this.#editing.takeOver(now, mine)),
    putBack: (change) => {
      this.#from((now) => this.#editing.putBack(now, change));
      this.#isReviewing = this.#editing.isChanged;
    },
    review: (open) => {
      this.#isReviewing = open;
      this.requestUpdate();
    },
    refresh: () => this.#call('refresh', undefined),
    update: (to) => this.#call('update', to),
    removeMade: (to) => this.#call('removeMade', to),
    copy: (text) => this.#call('copy', text),
    getPrices: () => this.#call('getPrices', undefined),
    lookBack: (hours) => this.#call('lookBack', hours),
    apply: () => this.#call('apply', { base: this.#editing.base, draft: this.#editing.draft }),
    looks: () => this.#looks,
    open: (id, isOpen) => this.#look(withOpen(this.#looks, id, isOpen)),
    choose: (variant) => this.#look({ ...this.#looks, variant }),
    editLimits: (variant) => void this.#editLimits(variant),
  };

  connect(call: Call, memory: PageMemory): void {
    this.#call = call;
    const kept = keptState(memory.read());
    if (kept) {
      this.#looks = kept.looks;
      kept.locked.forEach((name) => this.#editing.locked.add(name));
      if (kept.edited) this.#editing.restore(kept.edited);
    }
    this.#memory = memory;
  }

  show(snapshot: EndpointSnapshot): void {
    this.#snapshot = snapshot;
    this.#charts.show(snapshot.metrics.snapshot);
    // Half of a change of our own is nobody else's.
    if (!snapshot.work) this.#editing.show(snapshot.base);
    if (!this.#editing.isChanged || this.#editing.foreign) this.#isReviewing = false;
    clearInterval(this.#timer);
    if (snapshot.work) this.#timer = window.setInterval(() => this.requestUpdate(), 1000);
    this.requestUpdate();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#charts.draw();
    this.#memory?.write(stateToKeep(this.#editing, this.#looks));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unfollowTheme = this.#charts.followTheme();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollowTheme?.();
    clearInterval(this.#timer);
  }

  /** In the document itself, where the style sheet is. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const snapshot = this.#snapshot;
    if (!snapshot) return html`<h1 class="quiet">${l10n.t('Asking SageMaker…')}</h1>`;
    const editing = this.#editing;
    const { name, region, status, health, problem, locked, work } = snapshot;
    return html`
      <header role="none">
        <h1>${name}</h1>
        <p class="quiet">
          ${[status, region].join(' · ')}${snapshot.isProduction ? html` · <strong>${l10n.t('production')}</strong>` : nothing}
        </p>
        <span class="space"></span>
        <vscode-button appearance="secondary" @click=${() => this.#actions.update()}
          >${l10n.t('Update Endpoint…')}</vscode-button
        >
        <vscode-button appearance="secondary" @click=${this.#actions.refresh}
          >${l10n.t('Refresh')}</vscode-button
        >
      </header>
      ${problem === undefined ? nothing : html`<p class="notice error" role="alert">${problem}</p>`}
      ${health.map((text) => html`<p class="notice warning">${text}</p>`)}
      ${locked === undefined ? nothing : html`<p class="notice" role="status">${locked}</p>`}
      ${work ? workLine(work) : nothing}
      ${editing.foreign && !work ? foreignNotice(editing.foreign, this.#actions) : nothing}
      ${variantTable(snapshot, editing, this.#actions)} ${costLine(snapshot, editing, this.#actions)}
      ${metricsPart(snapshot, this.#charts, this.#actions)} ${scalingPart(snapshot, editing, this.#actions)}
      ${this.#footer(snapshot)} ${historyTable(snapshot, this.#actions)}
      ${updatesTable(snapshot, this.#actions)}
    `;
  }

  #footer(snapshot: EndpointSnapshot): TemplateResult | typeof nothing {
    const editing = this.#editing;
    if (snapshot.work || editing.foreign) return nothing;
    const instanceType = (name: string): string | undefined =>
      snapshot.variants.find((variant) => variant.name === name)?.instanceType;
    const refused = refusal(editing.draft, { isAsync: snapshot.isAsync, instanceType });
    const calls = callsBetween(snapshot.name, editing.base, editing.draft);
    if (this.#isReviewing && calls.length > 0 && refused === undefined)
      return reviewPart({ snapshot, editing, calls }, this.#actions);
    const isReady = calls.length > 0 && refused === undefined && snapshot.locked === undefined;
    return html`
      ${refused === undefined ? nothing : html`<p class="notice error" role="alert">${refused}</p>`}
      <p class="buttons">
        <vscode-button ?disabled=${!isReady} @click=${() => this.#actions.review(true)}>
          ${l10n.t('Review Changes')}
        </vscode-button>
        <vscode-button appearance="secondary" ?disabled=${!editing.isChanged} @click=${this.#actions.discard}>
          ${l10n.t('Discard')}
        </vscode-button>
      </p>
    `;
  }

  #look(looks: Looks): void {
    this.#looks = looks;
    this.requestUpdate();
  }

  async #editLimits(variant: string): Promise<void> {
    this.#actions.choose(variant);
    await this.updateComplete;
    const limits = this.querySelector('.scaling input');
    limits?.scrollIntoView({ block: 'center' });
    if (limits instanceof HTMLElement) limits.focus();
  }

  #change(work: () => void): void {
    if (this.#snapshot?.work || this.#snapshot?.locked !== undefined) return;
    work();
    this.#isReviewing = false;
    this.requestUpdate();
  }

  #from(work: (now: EndpointSnapshot['base']) => void): void {
    if (!this.#snapshot) return;
    work(this.#snapshot.base);
    this.#isReviewing = false;
    this.requestUpdate();
  }
}
