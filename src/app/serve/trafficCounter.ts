import type { World } from '../../core/ports';
import type { Appender } from '../../core/run/ports';
import type { EndpointFolder } from '../../core/serve/endpointFolder';
import type { FrontEvent } from '../../core/serve/ports';
import type { Traffic } from '../../core/serve/traffic';
import { TrafficSum } from '../../core/serve/traffic';

/** Milliseconds between two tellings. */
const tellEvery = 1000;
/** Bytes of one of the two access logs. */
const largestLog = 1024 * 1024;

type Request = Extract<FrontEvent, { kind: 'request' }>;

/** Sums what the front reports, tells it once in a second, and keeps a line of each request. */
export class TrafficCounter {
  readonly #world: Pick<World, 'clock' | 'disk'>;
  readonly #folder: EndpointFolder;
  readonly #tell: (traffic: Readonly<Record<string, Traffic>>, at: number) => void;
  #sums = new Map<string, TrafficSum>();
  #lines: string[] = [];
  #isWaiting = false;
  #turn = 0;
  #bytes = 0;
  #log: Promise<Appender | undefined> | undefined;

  constructor(
    world: Pick<World, 'clock' | 'disk'>,
    folder: EndpointFolder,
    tell: (traffic: Readonly<Record<string, Traffic>>, at: number) => void,
  ) {
    this.#world = world;
    this.#folder = folder;
    this.#tell = tell;
  }

  hear(request: Request, signal: AbortSignal): void {
    const variant = request.variant ?? '';
    const sum = this.#sums.get(variant) ?? new TrafficSum();
    this.#sums.set(variant, sum);
    sum.add(request);
    this.#lines.push(accessLine(request));
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#world.clock.sleep(tellEvery, signal).then(
      () => this.#flush(),
      () => undefined,
    );
  }

  /** What is left is told as well. */
  async close(): Promise<void> {
    this.#flush();
    await (await this.#log)?.close();
  }

  #flush(): void {
    this.#isWaiting = false;
    if (this.#sums.size === 0) return;
    const sums = Object.fromEntries([...this.#sums].map(([variant, sum]) => [variant, sum.traffic]));
    this.#sums = new Map();
    this.#write(this.#lines.join(''));
    this.#lines = [];
    this.#tell(sums, this.#world.clock.now());
  }

  /** In turn; a log that cannot be written harms nothing. */
  #write(text: string): void {
    const { disk } = this.#world;
    const next = this.#log === undefined || this.#bytes > largestLog;
    if (next) this.#bytes = 0;
    this.#bytes += text.length;
    const before = this.#log;
    this.#log = (async () => {
      let log = await before;
      if (next) {
        await log?.close();
        log = await disk.append(this.#folder.access(this.#turn++));
      }
      await log?.write(encoder.encode(text));
      return log;
    })().catch(() => undefined);
  }
}

const encoder = new TextEncoder();

const accessLine = ({ at, variant, shadow, status, milliseconds, received, sent }: Request): string => {
  const who = `${variant ?? '-'}${shadow ? '*' : ''}`;
  return `${new Date(at).toISOString()} ${who} ${status} ${milliseconds.toFixed(1)}ms ${received} ${sent}\n`;
};
