import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface TextField {
  readonly label: string;
  /** With the variant that it belongs to. */
  readonly spoken: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly size?: number;
  readonly type?: 'text' | 'datetime-local';
  /** The id of a list of proposals. */
  readonly list?: string;
}

export function textField(
  { label, spoken, value, placeholder = '', size = 20, type = 'text', list }: TextField,
  set: (value: string) => void,
): TemplateResult {
  const change = ({ target }: Event): void => {
    if (target instanceof HTMLInputElement) set(target.value.trim());
  };
  return html`
    <label>
      <span>${label}</span>
      <input
        type=${type}
        step="1"
        size=${size}
        spellcheck="false"
        aria-label=${spoken}
        placeholder=${placeholder}
        list=${list ?? nothing}
        .value=${live(value)}
        @change=${change}
      />
    </label>
  `;
}

export interface ChoiceField<T extends string> {
  readonly label: string;
  readonly spoken: string;
  readonly value: T;
  readonly choices: ReadonlyArray<{ readonly value: T; readonly text: string }>;
}

export function choiceField<T extends string>(
  { label, spoken, value, choices }: ChoiceField<T>,
  set: (value: T) => void,
): TemplateResult {
  const change = ({ target }: Event): void => {
    const chosen = choices.find((each) => target instanceof HTMLSelectElement && each.value === target.value);
    if (chosen) set(chosen.value);
  };
  return html`
    <label>
      <span>${label}</span>
      <select aria-label=${spoken} .value=${live(value)} @change=${change}>
        ${choices.map(
          (each) => html`<option value=${each.value} ?selected=${each.value === value}>${each.text}</option>`,
        )}
      </select>
    </label>
  `;
}

export const checkField = (text: string, isOn: boolean, set: (isOn: boolean) => void): TemplateResult => html`
  <label class="check">
    <input type="checkbox" .checked=${live(isOn)} @change=${() => set(!isOn)} />
    ${text}
  </label>
`;
