import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';

/** What stands in a field of numbers; nothing while it is empty. */
export function valueOf({ target }: Event): number | undefined {
  if (!(target instanceof HTMLInputElement) || target.value.trim() === '') return undefined;
  const value = Number(target.value);
  return Number.isFinite(value) ? value : undefined;
}

export interface NumberField {
  readonly label: string;
  /** With the variant that it belongs to. */
  readonly spoken: string;
  readonly explanation?: string;
  /** Empty when it is not given. */
  readonly value?: number | undefined;
  /** What counts while it is empty. */
  readonly usual?: number;
  /** 0 when it is not given; nothing for all numbers. */
  readonly least?: number | 'none';
}

export function numberField(field: NumberField, set: (value: number) => void): TemplateResult {
  return optionalNumberField(field, (value) => {
    if (value !== undefined) set(value);
  });
}

/** One that may be left empty. */
export function optionalNumberField(
  { label, spoken, explanation = '', value, usual, least = 0 }: NumberField,
  set: (value: number | undefined) => void,
): TemplateResult {
  return html`
    <label>
      <span>${label}</span>
      <input
        type="number"
        min=${ifDefined(least === 'none' ? undefined : least)}
        step="any"
        aria-label=${spoken}
        title=${explanation}
        placeholder=${usual ?? ''}
        .value=${live(value === undefined ? '' : String(value))}
        @change=${(event: Event) => set(valueOf(event))}
      />
    </label>
  `;
}
