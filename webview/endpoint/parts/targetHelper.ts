import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { targetFor, usualSafety } from '../../../src/core/hosting/scalingDraft';
import type { ScaledVariant } from './scaledVariant';

/** From what a load test found to the number that AWS wants. */
export function targetHelper(
  { variant: { name }, measured }: ScaledVariant,
  set: (target: number) => void,
): TemplateResult {
  const inputs = (event: Event): readonly [number, number] => {
    const fields = event.target instanceof Element ? event.target.closest('.helper') : null;
    const numbers = [...(fields?.querySelectorAll('input') ?? [])].map((input) => Number(input.value));
    return [numbers[0] ?? 0, numbers[1] ?? usualSafety];
  };
  const change = (event: Event): void => {
    const [rps, safety] = inputs(event);
    if (rps > 0 && safety > 0) set(targetFor(rps, safety));
  };
  return html`
    <div class="fields helper" @change=${change}>
      ${typedField(l10n.t('Requests a second that one instance stands'), l10n.t('Requests a second that one instance of {0} stands', name), measured?.rps)}
      ${typedField(l10n.t('× safety'), l10n.t('Safety factor of {0}', name), usualSafety)}
      <span class="low quiet">${l10n.t('× 60 = target')}</span>
      ${
        measured
          ? html`<button class="link low" @click=${() => set(targetFor(measured.rps))}>
              ${l10n.t('Use What Was Measured ({0})', targetFor(measured.rps))}
            </button>`
          : nothing
      }
    </div>
    <p class="quiet">
      ${l10n.t(
        'The target counts a minute. Half of the most that one instance stands, 0.5, is what AWS advises to begin with: new instances take minutes, and the others carry the load until then.',
      )}
      ${
        measured
          ? l10n.t(
              '{0} requests a second were measured here on {1}, at {2} ms.',
              Number(measured.rps.toPrecision(3)),
              new Date(measured.at).toLocaleDateString(),
              Math.round(measured.latencyMs),
            )
          : nothing
      }
    </p>
  `;
}

/** What is typed stays: it is part of no draft. */
const typedField = (label: string, spoken: string, value: number | undefined): TemplateResult => html`
  <label>
    <span>${label}</span>
    <input type="number" min="0" step="any" aria-label=${spoken} value=${value ?? nothing} />
  </label>
`;
