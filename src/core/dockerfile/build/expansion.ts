/** What is known of a variable where it is used. */
export type Variable =
  | { readonly kind: 'set'; readonly value: string; readonly known: boolean }
  /** Certainly not set. */
  | { readonly kind: 'unset' }
  /** Declared by ARG without a default: set only if the build passes it. */
  | { readonly kind: 'open' }
  /** Perhaps set by the base image or the builder, which we cannot see. */
  | { readonly kind: 'foreign' };

export type Lookup = (name: string) => Variable;

export interface Expansion {
  /** The value with our best guess for what is unknown; the word as written when there is an error. */
  readonly value: string;
  /** No part of the value is a guess. */
  readonly known: boolean;
  /** Names that no instruction of the file gives a value. */
  readonly unresolved: readonly string[];
  readonly references: readonly Reference[];
  readonly error: ExpansionError | undefined;
}

/** A use of a variable, in offsets of the word, with its braces. */
export interface Reference {
  readonly name: string;
  readonly at: number;
  readonly end: number;
}

export interface ExpansionError {
  readonly code:
    'bad-pattern' | 'bad-substitution' | 'required' | 'too-deep' | 'unclosed-brace' | 'unclosed-quote';
  readonly at: number;
}
