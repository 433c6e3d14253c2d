import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Channel } from '../../src/core/channel';
import { ChartSet, type LiveChart, type Stretch } from '../../src/core/resources/charts/chartSet';
import { movedCursor, snapped, zoomedRange } from '../../src/core/resources/charts/cursor';
import { readingsAt, spokenMoment } from '../../src/core/resources/charts/readings';
import { countsHours, formatElapsed } from '../../src/core/resources/charts/timeLabels';
import type { Beat, ResourcesPanel, ResourcesSnapshot } from '../../src/core/resources/panel/resourcesPanel';
import type { PageMemory } from '../page';
import { chartTexts } from './chartTexts';
import type { Actions } from './parts/actions';
import { chartSections } from './parts/chartSections';
import { cursorTip, placeTip } from './parts/cursorTip';
import { emptyState, waiting } from './parts/emptyState';
import { figureTiles, hintList, noteLines, processTable } from './parts/present';
import { toolbar } from './parts/toolbar';
import { ChartFrames } from './plot/chartFrames';
import type { Frame } from './plot/plotElement';
import { chartsFile, valuesFile } from './savedFiles';
import { SlowTexts } from './slowTexts';
import { Viewing } from './viewing';

type Call = Channel<ResourcesPanel['host']>['call'];

export interface Cursor {
  readonly chart: string;
  readonly seconds: number;
}

/** The page: the last snapshot, what grew since, and how the user looks at it. */
export class ResourcesPage extends LitElement {
  readonly #data = new ChartSet();
  readonly #viewing = new Viewing();
  readonly #frames = new ChartFrames(this);
  readonly #slowTexts = new SlowTexts(() => this.requestUpdate());
  #snapshot: ResourcesSnapshot | undefined;
  #cursor: Cursor | undefined;
  #announcement = '';
  #call: Call = () => undefined;
  #unfollowTheme: (() => void) | undefined;
  readonly #actions: Actions = {
    watch: (ids) => this.#call('watch', ids),
    follow: (hint) => this.#call('follow', hint),
    togglePause: () =>
      this.#look(() =>
        this.#viewing.pauseAt(this.#viewing.pausedAt === undefined ? this.#data.extent.to : undefined),
      ),
    toggleTable: () => this.#look(() => this.#viewing.toggleTable()),
    zoom: (range) => this.#look(() => this.#viewing.zoomTo(range)),
    savePicture: () => this.#savePicture(),
    saveValues: () => this.#call('save', valuesFile(this.#watched, this.#data.charts)),
    point: (chart, seconds) => this.#point(chart, seconds),
    press: (chart, event) => this.#press(chart, event),
  };

  connect(call: Call, memory: PageMemory): void {
    this.#call = call;
    this.#viewing.restore(memory);
  }

  show(snapshot: ResourcesSnapshot): void {
    this.#snapshot = snapshot;
    this.#data.show(snapshot.charts);
    this.#look(() => this.#viewing.show(snapshot.shown));
  }

  grow({ growth, figures, hints, processes }: Beat): void {
    if (!this.#snapshot) return;
    this.#snapshot = { ...this.#snapshot, figures, hints, processes };
    this.#data.grow(growth);
    this.#slowTexts.age();
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unfollowTheme = this.#frames.followTheme(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollowTheme?.();
  }

  /** In the document itself, where the style sheet of the charts is. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Once in a frame, however many beats and pointers came; and never while nobody can see it. */
  protected override async scheduleUpdate(): Promise<void> {
    const update = async (): Promise<void> => {
      await super.scheduleUpdate();
    };
    await new Promise<void>((resolve) => {
      requestAnimationFrame(() => resolve(update()));
    });
  }

  protected override render(): TemplateResult {
    return html`<h1 class="spoken">${l10n.t('Resources')}</h1>
      ${this.#content()}`;
  }

  #content(): TemplateResult {
    if (!this.#snapshot) return waiting();
    const { choices, shown, figures, hints, processes, notes } = this.#snapshot;
    const { charts } = this.#data;
    const empty = charts.length === 0 && figures.length === 0;
    if (empty && shown.length === 0) return html`${emptyState(choices, this.#actions)}${noteLines(notes)}`;
    const looks = { viewing: this.#viewing, range: this.#range, cursor: this.#cursor };
    return html`
      ${toolbar(this.#snapshot, this.#viewing, this.#actions)} ${figureTiles(figures)}
      ${hintList(hints, this.#actions)}
      ${empty ? html`<p class="quiet">${l10n.t('Waiting for the first values…')}</p>` : nothing}
      ${chartSections(charts, chartTexts(looks, this.#slowTexts), this.#actions)} ${processTable(processes)}
      ${noteLines(notes)} ${this.#tip()}
      <p id="axis" class="quiet axis" ?hidden=${charts.length === 0}>${axisText(this.#range)}</p>
      <p id="keys" hidden>${l10n.t('Arrow keys move through the values, plus and minus zoom.')}</p>
      <div class="spoken" role="status" aria-live="polite">${this.#announcement}</div>
    `;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#frames.draw(this.#shown(this.#cursor?.seconds));
    const tip = this.querySelector('.tip');
    const plot = this.#frames.plots.find(({ chart }) => chart?.id === this.#cursor?.chart);
    if (tip instanceof HTMLElement && plot && this.#cursor) placeTip(tip, plot, this.#cursor.seconds);
  }

  get #range(): Stretch {
    return this.#viewing.range(this.#data.extent);
  }

  #shown(cursor: number | undefined): Pick<Frame, 'range' | 'cursor' | 'paused'> {
    return { range: this.#range, cursor, paused: this.#viewing.pausedAt !== undefined };
  }

  get #watched(): readonly string[] {
    const { choices = [], shown = [] } = this.#snapshot ?? {};
    return choices.filter(({ id }) => shown.includes(id)).map(({ label }) => label);
  }

  #look(change: () => void): void {
    change();
    this.#slowTexts.renew();
    this.requestUpdate();
  }

  #chart(id: string): LiveChart | undefined {
    return this.#data.charts.find((chart) => chart.id === id);
  }

  #point(id: string, seconds: number | undefined): void {
    const chart = this.#chart(id);
    if (seconds !== undefined && chart) this.#cursor = { chart: id, seconds: snapped(chart, seconds) };
    else if (this.#cursor?.chart === id) this.#cursor = undefined;
    this.requestUpdate();
  }

  #press(id: string, event: KeyboardEvent): void {
    const chart = this.#chart(id);
    if (!chart || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const shown = this.#range;
    const around = this.#cursor?.seconds;
    if (key === 'Escape') this.#point(id, undefined);
    else if (key === '+' || key === '-')
      this.#actions.zoom(zoomedRange(shown, { extent: this.#data.extent, around, key }));
    else {
      const seconds = movedCursor(chart, { seconds: around, shown }, event);
      if (seconds === undefined) return;
      this.#cursor = { chart: id, seconds };
      this.#announcement = spokenMoment(chart, seconds, readingsAt(chart, seconds, 0.5));
      this.requestUpdate();
    }
    event.preventDefault();
  }

  #tip(): TemplateResult | typeof nothing {
    const chart = this.#cursor && this.#chart(this.#cursor.chart);
    if (!chart || !this.#cursor) return nothing;
    const { seconds } = this.#cursor;
    const readings = readingsAt(chart, seconds, (this.#range.to - this.#range.from) / 50);
    return cursorTip(chart, formatElapsed(seconds, true), readings);
  }

  #savePicture(): void {
    // Also those that were never scrolled into view.
    this.#frames.draw(this.#shown(undefined), true);
    const file = chartsFile(this.#watched, this.#frames);
    if (file) this.#call('save', file);
    this.requestUpdate();
  }
}

const axisText = ({ to }: Stretch): string =>
  countsHours(to)
    ? l10n.t('Time since the run began, in hours and minutes')
    : l10n.t('Time since the run began, in minutes and seconds');
