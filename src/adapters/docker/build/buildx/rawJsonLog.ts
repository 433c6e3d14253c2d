import type { BuildEvent } from '../../../../core/images/build/buildEvent';
import { field } from '../../../field';
import type { BuildEnd } from '../buildLog';
import { lineEvents } from '../buildLog';
import type { Vertex } from '../buildkit/trace';
import { Trace } from '../buildkit/trace';
import type { BuildxLog } from './buildxLog';
import { Complaint } from './buildxLog';

/** `--progress=rawjson`: a document for each line, and words for people at the end of a failure. */
export class RawJsonLog implements BuildxLog {
  readonly #trace = new Trace();
  readonly #complaint = new Complaint();

  read(line: string): readonly BuildEvent[] {
    const document = parse(line);
    if (document === undefined) {
      this.#complaint.push(line);
      return [];
    }
    const of = (name: string): readonly unknown[] => list(field(document, name));
    const lines = [
      ...of('vertexes').flatMap((each) => this.#trace.step(vertexOf(each))),
      ...of('logs').flatMap((each) => this.#log(each)),
    ];
    return [...lineEvents(lines), ...of('statuses').flatMap(sentOf)];
  }

  failure(): BuildEnd {
    return this.#trace.failure(this.#complaint.reason);
  }

  #log(log: unknown): readonly string[] {
    const text = Buffer.from(textOf(log, 'data'), 'base64').toString();
    return this.#trace.write(textOf(log, 'vertex'), text);
  }
}

function parse(line: string): unknown {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    // A line of the complaint may begin with a brace too.
    return undefined;
  }
}

const vertexOf = (vertex: unknown): Vertex => ({
  digest: textOf(vertex, 'digest'),
  name: textOf(vertex, 'name'),
  cached: field(vertex, 'cached') === true,
  started: field(vertex, 'started') !== undefined,
  error: textOf(vertex, 'error'),
});

/** Of the context; what else is transferred comes from elsewhere. */
function sentOf(status: unknown): readonly BuildEvent[] {
  const bytes = field(status, 'current');
  return textOf(status, 'id') === 'transferring context:' && typeof bytes === 'number'
    ? [{ kind: 'sent', bytes }]
    : [];
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function textOf(from: unknown, name: string): string {
  const value = field(from, name);
  return typeof value === 'string' ? value : '';
}
