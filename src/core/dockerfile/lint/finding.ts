import type { Range } from '../text/range';

/** E: fails at build or start for certain. W: likely failure or a silently wrong result. I, H: worth knowing. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Replaces a range of the Dockerfile; an empty range inserts. */
export interface Edit extends Range {
  readonly text: string;
}

/** A change to another file of the build context, by its path relative to the context. */
export type FileEdit =
  | { readonly kind: 'executable'; readonly path: string }
  | { readonly kind: 'line-feeds'; readonly path: string }
  | {
      readonly kind: 'replace';
      readonly path: string;
      readonly start: number;
      readonly end: number;
      readonly text: string;
    }
  | { readonly kind: 'create'; readonly path: string; readonly text: string };

export interface Fix {
  /** What it does, as a sentence without a full stop: `Quote "numpy>=1.26"`. */
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly files?: readonly FileEdit[];
  /** The one that is right in nearly every case; fix-all takes only these. */
  readonly preferred: boolean;
}

export interface Related extends Range {
  readonly message: string;
}

/** What a rule says of a place. */
export interface Report extends Range {
  readonly message: string;
  readonly fixes?: readonly Fix[];
  /** The other end of a conflict. */
  readonly related?: readonly Related[];
  /** Less than the rule's own severity, where the evidence is weaker. */
  readonly severity?: Severity;
  readonly deprecated?: boolean;
}

export interface Finding extends Range {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fixes: readonly Fix[];
  readonly related: readonly Related[];
  readonly deprecated: boolean;
}
