import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { ResourcesSnapshot, Watchable } from '../../../src/core/resources/panel/resourcesPanel';
import type { Viewing } from '../viewing';
import type { Actions } from './actions';
import { icons } from './icons';

type Shown = Pick<ResourcesSnapshot, 'choices' | 'shown'>;

export function toolbar(snapshot: Shown, viewing: Viewing, actions: Actions): TemplateResult {
  const paused = viewing.pausedAt !== undefined;
  return html`<div class="toolbar" role="toolbar" aria-label=${l10n.t('Resources')}>
    ${choice(snapshot, actions)} ${comparison(snapshot, actions)}
    <span class="space"></span>
    ${
      viewing.zoom
        ? html`<button class="text" @click=${() => actions.zoom(undefined)}>
            ${icons.resetZoom}${l10n.t('Reset Zoom')}
          </button>`
        : nothing
    }
    <button
      class=${paused ? 'text on' : ''}
      aria-pressed=${paused}
      aria-label=${l10n.t('Pause')}
      title=${paused ? l10n.t('Resume drawing') : l10n.t('Pause drawing; samples are still collected')}
      @click=${actions.togglePause}
    >
      ${paused ? html`${icons.resume}${l10n.t('Paused')}` : icons.pause}
    </button>
    <button
      class=${viewing.table ? 'on' : ''}
      aria-pressed=${viewing.table}
      aria-label=${l10n.t('Show Values as Tables')}
      title=${l10n.t('Show values as tables')}
      @click=${actions.toggleTable}
    >
      ${icons.table}
    </button>
    <button
      class="text"
      aria-label=${l10n.t('Save Charts as PNG')}
      title=${l10n.t('Save the charts as a picture')}
      @click=${actions.savePicture}
    >
      ${icons.download}PNG
    </button>
    <button
      class="text"
      aria-label=${l10n.t('Save Values as CSV')}
      title=${l10n.t('Save all values as a CSV file')}
      @click=${actions.saveValues}
    >
      ${icons.download}CSV
    </button>
  </div>`;
}

const named = ({ label, running }: Watchable): string => (running ? l10n.t('{0} (running)', label) : label);

function choice({ choices, shown }: Shown, { watch }: Actions): TemplateResult | typeof nothing {
  if (choices.length === 0) return nothing;
  const change = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) watch([event.target.value]);
  };
  return html`<select class="choice" aria-label=${l10n.t('What to watch')} @change=${change}>
    ${shown.length === 0 ? html`<option value="" selected disabled>${l10n.t('Choose a run…')}</option>` : nothing}
    ${choices.map(
      (each) =>
        html`<option value=${each.id} ?selected=${each.id === shown[0]} title=${each.detail}>
          ${named(each)}
        </option>`,
    )}
  </select>`;
}

/** Lays other runs over the one that is watched. */
function comparison({ choices, shown }: Shown, { watch }: Actions): TemplateResult | typeof nothing {
  const [main] = shown;
  if (main === undefined || choices.length < 2) return nothing;
  const toggle = (id: string): void =>
    watch(shown.includes(id) ? shown.filter((each) => each !== id) : [...shown, id]);
  const others = shown.length - 1;
  return html`<details class="popup" @keydown=${closeByEscape} @focusout=${closeWhenLeft}>
    <summary class="button">${others > 0 ? l10n.t('Compared with {0}', others) : l10n.t('Compare')}</summary>
    <fieldset>
      <legend>${l10n.t('Compare with')}</legend>
      ${choices
        .filter(({ id }) => id !== main)
        .map(
          (each) =>
            html`<label>
              <input type="checkbox" .checked=${shown.includes(each.id)} @change=${() => toggle(each.id)} />
              <span>${named(each)}</span><span class="quiet">${each.detail}</span>
            </label>`,
        )}
    </fieldset>
  </details>`;
}

function closeByEscape(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || !(event.currentTarget instanceof HTMLDetailsElement)) return;
  event.currentTarget.open = false;
  event.currentTarget.querySelector('summary')?.focus();
}

function closeWhenLeft({ currentTarget, relatedTarget }: FocusEvent): void {
  if (!(currentTarget instanceof HTMLDetailsElement)) return;
  if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) currentTarget.open = false;
}
