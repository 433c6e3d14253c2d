// The front, before servers of this process that stand for containers: what counts here is the front alone.
import { createServer, type RequestListener, type Server } from 'node:http';
import { makeFronts } from '../../../src/adapters/serve/fronts';
import type { Front, FrontEvent, Fronts, FrontVariant } from '../../../src/core/serve/ports';

export class FrontBench {
  readonly events: FrontEvent[] = [];
  readonly #fronts: Fronts = makeFronts();
  readonly #ends: (() => unknown)[] = [];

  /** A variant whose container answers so. */
  async variant(name: string, weight: number, answer: RequestListener): Promise<FrontVariant> {
    const server = createServer(answer);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const connections = this.#fronts.connect(`http://127.0.0.1:${portOf(server)}`);
    this.#ends.push(() => {
      connections.close();
      server.closeAllConnections();
      server.close();
    });
    return { name, weight, isUp: true, send: connections.send };
  }

  async open(variants: readonly FrontVariant[]): Promise<Front> {
    const front = await this.#fronts.open({
      endpoint: 'test',
      port: undefined,
      routes: { variants },
      report: (event) => void this.events.push(event),
    });
    this.#ends.push(async () => front.close());
    return front;
  }

  async close(): Promise<void> {
    for (const end of this.#ends.toReversed()) await end();
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
