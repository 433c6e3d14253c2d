import { connect, type Socket } from 'node:net';
import type { AnswerReader } from '../../core/http/answerReader';
import type { LineFailure } from '../../core/load/ports';
import { field } from '../field';

export type LineEnd =
  | { readonly kind: 'answered'; readonly reader: AnswerReader }
  | { readonly kind: 'failed'; readonly reason: LineFailure };

interface Exchange {
  readonly reader: AnswerReader;
  readonly deadline: number;
  readonly finished: (end: LineEnd) => void;
}

/** Milliseconds: a server may be about to close a line that was idle for longer, and the request would be lost on it. */
const freshness = 1000;

/** One connection to a server that carries one request after the other, as long as the server keeps it. */
export class Line {
  readonly #place: { readonly host: string; readonly port: number };
  #socket: Socket | undefined;
  #isConnected = false;
  #exchange: Exchange | undefined;
  #freeSince = 0;

  constructor(place: { readonly host: string; readonly port: number }) {
    this.#place = place;
  }

  send(request: Uint8Array, given: Exchange): void {
    if (this.#socket && performance.now() - this.#freeSince > freshness) this.#drop();
    this.#exchange = given;
    const socket = (this.#socket ??= this.#open());
    socket.write(request);
  }

  /** Of the request that is under way. */
  get deadline(): number | undefined {
    return this.#exchange?.deadline;
  }

  /** Ends what takes too long. */
  check(now: number): void {
    if (this.#exchange && now > this.#exchange.deadline) this.#fail('timeout');
  }

  /** Without a word to whoever waits. */
  close(): void {
    this.#exchange = undefined;
    this.#drop();
  }

  #open(): Socket {
    const socket = connect({ ...this.#place, noDelay: true });
    this.#isConnected = false;
    const isOurs = (): boolean => socket === this.#socket;
    socket.on('connect', () => isOurs() && (this.#isConnected = true));
    socket.on('data', (piece) => isOurs() && this.#hear(piece));
    socket.on('end', () => isOurs() && this.#ended());
    socket.on('error', (error) => isOurs() && this.#broke(error));
    socket.on('close', () => isOurs() && this.#ended());
    return socket;
  }

  #hear(piece: Uint8Array): void {
    const exchange = this.#exchange;
    // Nobody asked: the line is of no use.
    if (!exchange) return this.#drop();
    exchange.reader.read(piece);
    if (exchange.reader.state !== 'reading') this.#finish(exchange);
  }

  #ended(): void {
    const exchange = this.#exchange;
    this.#drop();
    if (!exchange) return;
    exchange.reader.end();
    if (exchange.reader.state === 'done') this.#finish(exchange);
    else this.#fail('reset');
  }

  #broke(error: Error): void {
    const code = field(error, 'code');
    this.#fail(!this.#isConnected && code === 'ECONNREFUSED' ? 'refused' : 'reset');
  }

  #finish(exchange: Exchange): void {
    const { reader } = exchange;
    if (reader.state === 'bad') return this.#fail('not-http');
    this.#exchange = undefined;
    if (reader.staysOpen) this.#freeSince = performance.now();
    else this.#drop();
    exchange.finished({ kind: 'answered', reader });
  }

  #fail(reason: LineFailure): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.#drop();
    exchange?.finished({ kind: 'failed', reason });
  }

  #drop(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }
}
