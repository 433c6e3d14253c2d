import type { Severity } from '../../../dockerfile/lint/finding';
import type { Range } from '../../../dockerfile/text/range';
import type { Places } from '../document';
import type { RunFinding } from '../finding';
import type { RunFile } from '../runFile';

/** What a check looks at. */
export interface Look {
  readonly run: RunFile;
  readonly places: Places;
  /** Paths of the run, as written, that lead to nothing; empty when nobody looked. */
  readonly missing: ReadonlySet<string>;
}

export type Check = (look: Look) => Iterable<RunFinding>;

export const finding = (id: string, severity: Severity, range: Range, message: string): RunFinding => ({
  ...range,
  id,
  severity,
  message,
  inSchema: false,
});

export const isS3 = (address: string): boolean =>
  /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/|$)/.test(address);
