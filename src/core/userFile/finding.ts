import type { Severity } from '../dockerfile/lint/finding';
import type { Range } from '../dockerfile/text/range';

export interface FileFinding extends Range {
  /** `RUN101`, `END101`: stays the same in every version and language. */
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong and what to do. */
  readonly message: string;
  /** True for what an editor with the JSON Schema says by itself. */
  readonly inSchema: boolean;
}
