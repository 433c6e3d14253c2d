import type { BuildEvent } from '../../../../core/images/build/buildEvent';
import type { BuildEnd } from '../buildLog';
import { lineEvents } from '../buildLog';
import { Trace } from '../buildkit/trace';
import type { BuildxLog } from './buildxLog';
import { Complaint } from './buildxLog';

const ofStep = /^#(?<step>\d+) (?<text>.*)$/;
/** Seconds before what a step writes. */
const written = /^\d+\.\d+ (?<text>.*)$/;

/** `--progress=plain`, which older buildx has: `#5 [2/4] RUN …`, `#5 CACHED`, `#5 0.123 …`, `#5 ERROR: …`. */
export class PlainLog implements BuildxLog {
  readonly #trace = new Trace();
  readonly #complaint = new Complaint();
  /** A step's name comes first, and whether it was cached with its next line. */
  readonly #names = new Map<string, string>();

  read(line: string): readonly BuildEvent[] {
    const { step = '', text = '' } = ofStep.exec(line)?.groups ?? {};
    if (step === '') {
      this.#complaint.push(line);
      return [];
    }
    const name = this.#names.get(step);
    if (name === undefined) {
      this.#names.set(step, text);
      return [];
    }
    return lineEvents(text === name ? [] : this.#said(step, name, text));
  }

  failure(): BuildEnd {
    return this.#trace.failure(this.#complaint.reason);
  }

  #said(digest: string, name: string, text: string): readonly string[] {
    const error = /^ERROR: (?<error>.*)$/.exec(text)?.groups?.['error'] ?? '';
    const begun = this.#trace.step({ digest, name, started: true, cached: text === 'CACHED', error });
    const output = written.exec(text)?.groups?.['text'];
    return output === undefined ? begun : [...begun, ...this.#trace.write(digest, `${output}\n`)];
  }
}
