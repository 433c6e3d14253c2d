import type { Places } from '../../../userFile/document';
import type { FileFinding } from '../../../userFile/finding';
import type { RunFile } from '../runFile';

/** What a check looks at. */
export interface Look {
  readonly run: RunFile;
  readonly places: Places;
  /** Paths of the run, as written, that lead to nothing; empty when nobody looked. */
  readonly missing: ReadonlySet<string>;
}

export type Check = (look: Look) => Iterable<FileFinding>;
