import { html, type TemplateResult } from 'lit';
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
  /** Empty, and kept by nobody, when it is not given. */
  readonly value?: number;
}

export function numberField(
  { label, spoken, explanation = '', value }: NumberField,
  set: (value: number) => void,
): TemplateResult {
  const change = (event: Event): void => {
    const next = valueOf(event);
    if (next !== undefined) set(next);
  };
  return html`
    <label>
      <span>${label}</span>
      <input
        type="number"
        min="0"
        step="any"
        aria-label=${spoken}
        title=${explanation}
        .value=${live(value === undefined ? '' : String(value))}
        @change=${change}
      />
    </label>
  `;
}
