import type { JsonValue } from '../../json';

/** What a value of a file may be. The JSON Schema and the reader both follow from it, so that they agree. */
export type Shape =
  | { readonly kind: 'text'; readonly values?: readonly string[] }
  | {
      readonly kind: 'number';
      readonly integer: boolean;
      readonly minimum: number;
      readonly maximum?: number;
    }
  | { readonly kind: 'flag' }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'map'; readonly of: Shape }
  | { readonly kind: 'record'; readonly fields: Fields }
  | { readonly kind: 'either'; readonly of: readonly Shape[] }
  | { readonly kind: 'anything' };

export interface Field {
  readonly shape: Shape;
  /** Markdown, with units and limits. */
  readonly description: string;
  /** What holds when the key is not there. */
  readonly default?: JsonValue;
  readonly required?: true;
  readonly snippets?: readonly Snippet[];
}

export type Fields = Readonly<Record<string, Field>>;

/** What completion offers as a whole; `${1:…}` as in VS Code. */
export interface Snippet {
  readonly label: string;
  readonly body: JsonValue;
}

export const text: Shape = { kind: 'text' };
export const flag: Shape = { kind: 'flag' };
export const anything: Shape = { kind: 'anything' };
export const oneOf = (...values: readonly string[]): Shape => ({ kind: 'text', values });
export const whole = (minimum: number, maximum?: number): Shape => ({
  kind: 'number',
  integer: true,
  minimum,
  ...(maximum === undefined ? {} : { maximum }),
});
export const list = (of: Shape): Shape => ({ kind: 'list', of });
export const map = (of: Shape): Shape => ({ kind: 'map', of });
export const record = (fields: Fields): Shape => ({ kind: 'record', fields });
export const either = (...of: readonly Shape[]): Shape => ({ kind: 'either', of });

/** What becomes a text where SageMaker knows only texts. */
export const plain: Shape = either(
  text,
  { kind: 'number', integer: false, minimum: -Number.MAX_VALUE },
  flag,
);
