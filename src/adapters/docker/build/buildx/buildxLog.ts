import type { BuildEvent } from '../../../../core/images/build/buildEvent';
import type { BuildEnd } from '../buildLog';

/** What buildx writes to its standard error, line by line. */
export interface BuildxLog {
  read(line: string): readonly BuildEvent[];
  /** What it comes to when the program did not end well. */
  failure(): BuildEnd;
}

const most = 20;

/** What buildx says when it gives up: a sentence after `ERROR:`, or the last lines of whatever it said. */
export class Complaint {
  #lines: readonly string[] = [];

  push(line: string): void {
    if (line.trim() !== '') this.#lines = [...this.#lines, line].slice(-most);
  }

  get reason(): string {
    const error = this.#lines.findLast((line) => /^(?:ERROR|error|unknown flag): /.test(line));
    return error?.replace(/^(?:ERROR|error): /, '') ?? this.#lines.slice(-3).join('\n');
  }
}
