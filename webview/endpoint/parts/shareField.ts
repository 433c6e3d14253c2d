import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Actions } from './actions';
import { valueOf } from './numbers';

interface Share {
  readonly name: string;
  /** Percent. */
  readonly share: number;
  readonly isLocked: boolean;
  /** Stays while others move. */
  readonly isKept: boolean;
  readonly isOnly: boolean;
}

/** The share of a variant as a slider and as a number, and whether it stays while others move. */
export function shareField(
  { name, share, isLocked, isKept, isOnly }: Share,
  actions: Pick<Actions, 'setShare' | 'toggleLock'>,
): TemplateResult {
  const isFixed = isLocked || isKept || isOnly;
  const change = (event: Event): void => {
    const value = valueOf(event);
    if (value !== undefined) actions.setShare(name, value);
  };
  return html`
    <div class="share">
      <input
        type="range"
        min="0"
        max="100"
        aria-label=${l10n.t('Traffic of {0}', name)}
        aria-valuetext=${l10n.t('{0} percent', share)}
        .value=${live(String(share))}
        ?disabled=${isFixed}
        @input=${change}
        @keydown=${tens(share, change)}
      />
      <input
        type="number"
        min="0"
        max="100"
        aria-label=${l10n.t('Traffic of {0} in percent', name)}
        .value=${live(String(share))}
        ?disabled=${isFixed}
        @change=${change}
        @keydown=${tens(share, change)}
      />
      <span>%</span>
      <button
        class="lock"
        aria-pressed=${isKept ? 'true' : 'false'}
        aria-label=${l10n.t('Keep the traffic of {0}', name)}
        title=${l10n.t('Keep this share while others move')}
        ?disabled=${isLocked || isOnly}
        @click=${() => actions.toggleLock(name)}
      >
        ${isKept ? l10n.t('Kept') : l10n.t('Keep')}
      </button>
    </div>
  `;
}

/** Arrows go by one, with Shift by ten. */
const tens =
  (share: number, change: (event: Event) => void) =>
  (event: KeyboardEvent): void => {
    const { key, shiftKey, target } = event;
    const step =
      key === 'ArrowUp' || key === 'ArrowRight' ? 10 : key === 'ArrowDown' || key === 'ArrowLeft' ? -10 : 0;
    if (!shiftKey || step === 0 || !(target instanceof HTMLInputElement)) return;
    event.preventDefault();
    target.value = String(Math.min(Math.max(share + step, 0), 100));
    change(event);
  };
