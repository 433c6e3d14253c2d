import { stripAnsi } from '../../../core/run/log/stripAnsi';
import { field } from '../../field';
import type { BuildEvent } from '../../../core/images/build/buildEvent';
import type { BuildEnd, BuildLog } from './buildLog';
import { lineEvents, Tail } from './buildLog';

/** The builder of engines before 23: texts as they come, and a failure among them. */
export class ClassicLog implements BuildLog {
  #tail = new Tail();
  #step = '';
  #reason: string | undefined;
  #built = false;

  read(event: unknown): readonly BuildEvent[] {
    return lineEvents(this.#linesOf(event));
  }

  end(): BuildEnd {
    if (this.#reason === undefined) return { kind: this.#built ? 'built' : 'cut' };
    const step = this.#step.replace(/^Step \d+\/\d+ : /, '');
    const isNoise = (line: string): boolean =>
      /^(?: ---> |Step \d|Removing intermediate container)/.test(line);
    const base = /^FROM\s+(?:--\S+\s+)*(?<image>\S+)/i.exec(step)?.groups?.['image'];
    return {
      kind: 'failed',
      reason: this.#reason,
      step,
      tail: this.#tail.lines.filter((line) => !isNoise(line)),
      base,
    };
  }

  #linesOf(event: unknown): readonly string[] {
    const reason = field(event, 'error');
    if (typeof reason === 'string') this.#reason = reason;
    if (field(field(event, 'aux'), 'ID') !== undefined) this.#built = true;
    const text = field(event, 'stream');
    if (typeof text === 'string') return this.#tail.push(stripAnsi(text)).map((line) => this.#note(line));
    const pulling = ['id', 'status', 'progress'].map((name) => field(event, name));
    return typeof pulling[1] === 'string'
      ? [pulling.filter((part) => typeof part === 'string').join(' ')]
      : [];
  }

  #note(line: string): string {
    if (/^Step \d+\/\d+ : /.test(line)) {
      this.#step = line;
      this.#tail = new Tail();
    }
    return line;
  }
}
