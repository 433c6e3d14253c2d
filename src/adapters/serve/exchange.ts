import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as l10n from '@vscode/l10n';
import { formatSize } from '../../core/format';
import { limits } from '../../core/serve/limits';
import type {
  CallFailure,
  FrontSpec,
  FrontVariant,
  RuntimeAnswer,
  RuntimeRequest,
} from '../../core/serve/ports';
import type { Operation } from '../../core/serve/routing';
import {
  answerHeaders,
  chooseVariant,
  readPath,
  requestHeaders,
  sessionHeader,
  targetVariantHeader,
} from '../../core/serve/routing';
import type { RuntimeError } from '../../core/serve/runtimeErrors';
import {
  errorBody,
  internalFailure,
  modelError,
  noAnswer,
  tooLarge,
  unknownOperation,
  validationError,
  wrongEndpoint,
} from '../../core/serve/runtimeErrors';
import { eventStreamType, payloadPart, streamError } from './eventStream';
import { mirror } from './mirror';
import type { Payload } from './payload';
import { readPayload, TooLarge } from './payload';
import type { Sessions } from './sessions';
import { WholeBody } from './wholeBody';

/** Bytes that go out with the head, in one write, when they are given as text. */
const short = 16 * 1024;
/** Bytes of a failed answer that are told on; AWS keeps them short, too. */
const longestMessage = 64 * 1024;

interface Asked {
  readonly operation: Operation;
  readonly variant: FrontVariant;
  readonly headers: Readonly<Record<string, string>>;
}

/** One request of a client, from its first line to the end of its answer. */
export class Exchange {
  readonly #front: FrontSpec;
  readonly #sessions: Sessions;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #at = Date.now();
  readonly #began = performance.now();
  readonly #life = new AbortController();
  #variant: string | undefined;
  #payload: Payload | undefined;
  #status = 0;
  #isModelError = false;
  #isLate = false;
  #sent = 0;

  constructor(front: FrontSpec, sessions: Sessions, request: IncomingMessage, response: ServerResponse) {
    this.#front = front;
    this.#sessions = sessions;
    this.#request = request;
    this.#response = response;
  }

  async run(): Promise<void> {
    this.#response.on('close', () => {
      if (!this.#response.writableFinished) this.#life.abort();
    });
    try {
      const asked = this.#read();
      if ('error' in asked) this.#refuse(asked.error);
      else await this.#serve(asked);
    } catch (error) {
      if (error instanceof TooLarge) this.#refuseLarge();
      // Whoever is gone gets no answer.
      else if (this.#life.signal.aborted) this.#response.destroy();
      else this.#refuse(internalFailure(error instanceof Error ? error.message : String(error)));
    } finally {
      this.#report();
    }
  }

  #read(): Asked | { readonly error: RuntimeError } {
    const { endpoint, routes, later } = this.#front;
    const path = readPath(this.#request.url ?? '');
    if (!path || this.#request.method !== 'POST') return { error: unknownOperation };
    if (path.endpoint !== endpoint) return { error: wrongEndpoint(path.endpoint) };
    const { operation } = path;
    const passed = requestHeaders(this.#request.headers);
    if ('error' in passed) return passed;
    const { headers } = passed;
    if ((operation === 'async') !== (later !== undefined)) return { error: wrongKind(endpoint, operation) };
    if (operation === 'async' && later)
      return {
        operation,
        headers: ownHeaders(this.#request),
        variant: { name: '', weight: 1, isUp: true, send: later },
      };
    const chosen = chooseVariant(routes, endpoint, {
      target: headers[targetVariantHeader],
      session: this.#sessions.variantOf(headers[sessionHeader]),
      random: Math.random(),
    });
    return 'error' in chosen ? chosen : { operation, headers, variant: chosen.variant };
  }

  async #serve(asked: Asked): Promise<void> {
    const { operation, variant, headers } = asked;
    if (operation !== 'async') this.#variant = variant.name;
    const { shadow } = this.#front.routes;
    const isMirrored = shadow !== undefined && operation !== 'async' && Math.random() < shadow.share;
    const payload = await readPayload(this.#request, { limit: limits.payload, whole: isMirrored });
    this.#payload = payload;
    if ((payload.bytes ?? 0) > limits.safePayload) this.#warn(payload.bytes ?? 0);
    const request: RuntimeRequest = {
      path: '/invocations',
      headers,
      body: payload.body,
      bytes: payload.bytes,
    };
    const enough = setTimeout(
      () => {
        this.#isLate = true;
        this.#life.abort();
      },
      operation === 'stream' ? limits.stream : limits.answer,
    );
    try {
      await this.#answer(asked, await this.#send(variant, request));
    } finally {
      clearTimeout(enough);
    }
    if (isMirrored) void mirror(shadow, request, this.#front.report);
  }

  async #send(variant: FrontVariant, request: RuntimeRequest): Promise<RuntimeAnswer> {
    try {
      return await variant.send(request, this.#life.signal);
    } catch (error) {
      if (this.#isLate) return { kind: 'failed', reason: 'timeout' };
      throw error;
    }
  }

  async #answer({ operation }: Asked, answer: RuntimeAnswer): Promise<void> {
    if (answer.kind === 'refused') return this.#refuse(answer.error);
    if (answer.kind === 'failed') return this.#fail(answer.reason);
    if (operation === 'async') return this.#pass(answer, answer.headers);
    if (answer.status < 200 || answer.status > 299)
      return this.#refuse(modelError(answer.status, await textOf(answer.body), this.#place()));
    const name = this.#variant ?? '';
    this.#sessions.hear(answer.headers, name);
    const headers = { ...answerHeaders(answer.headers), 'x-amzn-invoked-production-variant': name };
    return operation === 'stream' ? this.#stream(answer, headers) : this.#pass(answer, headers);
  }

  async #pass(
    { body, status, headers: all }: Extract<RuntimeAnswer, { kind: 'answered' }>,
    headers: Readonly<Record<string, string>>,
  ): Promise<void> {
    const shown = this.#variant === undefined ? status : 200;
    if (body instanceof WholeBody) {
      const { bytes } = body;
      this.#sent = bytes.length;
      this.#head(shown, { ...headers, 'content-length': String(bytes.length) });
      return void (bytes.length > short
        ? this.#response.end(bytes)
        : this.#response.end(
            Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'),
            'latin1',
          ));
    }
    const length = all['content-length'];
    this.#head(shown, { ...headers, ...(length === undefined ? {} : { 'content-length': length }) });
    const source = body instanceof Readable ? body : Readable.from(body);
    source.on('data', (piece: Uint8Array) => (this.#sent += piece.length));
    try {
      await pipeline(source, this.#response);
    } catch {
      this.#break();
    }
  }

  /** In AWS's frames, one for each piece that comes from the container. */
  async #stream(
    { body, headers: all }: Extract<RuntimeAnswer, { kind: 'answered' }>,
    headers: Readonly<Record<string, string>>,
  ): Promise<void> {
    const contentType = all['content-type'];
    this.#head(200, {
      ...headers,
      'content-type': eventStreamType,
      ...(contentType === undefined ? {} : { 'x-amzn-sagemaker-content-type': contentType }),
    });
    try {
      for await (const piece of body) {
        this.#sent += piece.length;
        if (!this.#response.write(payloadPart(piece))) await once(this.#response, 'drain', this.#life);
      }
    } catch {
      if (this.#response.destroyed) return this.#break();
      this.#isModelError = true;
      const [code, words] = this.#isLate
        ? (['ModelInvocationTimeExceeded', 'The model did not finish its answer in time.'] as const)
        : (['StreamBroken', 'The connection to the model was closed before its answer was whole.'] as const);
      this.#response.write(streamError(code, words));
    }
    this.#response.end();
  }

  #break(): void {
    this.#isModelError = true;
    this.#response.destroy();
  }

  #fail(reason: CallFailure): void {
    this.#refuse(noAnswer(reason, this.#place()));
  }

  #refuse(error: RuntimeError): void {
    if (this.#response.headersSent) return this.#break();
    this.#isModelError = error.original !== undefined;
    const body = Buffer.from(errorBody(error, this.#place()));
    this.#head(error.status, {
      'content-type': 'application/json',
      'content-length': String(body.length),
      ...(error.type === undefined ? {} : { 'x-amzn-errortype': error.type }),
    });
    this.#response.end(body);
    // Clients write all before they read.
    this.#request.resume();
  }

  #refuseLarge(): void {
    this.#life.abort();
    this.#refuse(tooLarge(limits.payload));
    const text = l10n.t(
      'A request was refused: it is larger than {0}, the most that SageMaker takes.',
      formatSize(limits.payload),
    );
    this.#front.report({ kind: 'note', text });
  }

  #warn(bytes: number): void {
    const text = l10n.t(
      'A request of {0}: SageMaker documents up to 25 MB, but its API still says 6 MB, and some clients and regions hold to that.',
      formatSize(bytes),
    );
    this.#front.report({ kind: 'note', text });
  }

  #head(status: number, headers: Readonly<Record<string, string>>): void {
    this.#status = status;
    this.#response.writeHead(status, { ...headers, 'x-amzn-requestid': randomUUID() });
  }

  #place(): { readonly endpoint: string; readonly variant: string } {
    return { endpoint: this.#front.endpoint, variant: this.#variant ?? '' };
  }

  #report(): void {
    this.#front.report({
      kind: 'request',
      at: this.#at,
      variant: this.#variant,
      shadow: false,
      status: this.#status,
      isModelError: this.#isModelError,
      milliseconds: performance.now() - this.#began,
      received: this.#payload?.received() ?? 0,
      sent: this.#sent,
    });
  }
}

const wrongKind = (endpoint: string, operation: Operation): RuntimeError =>
  validationError(
    operation === 'async'
      ? `Endpoint ${endpoint} is not asynchronous.`
      : `Endpoint ${endpoint} is asynchronous: it takes InvokeEndpointAsync.`,
  );

const ownHeaders = ({ headers }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && /^(?:content-type|accept|x-amzn-sagemaker-.*)$/.test(name)
        ? [[name, value]]
        : [],
    ),
  );

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of body) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes > longestMessage) break;
    }
  } catch {
    // What came of it says more than that it broke off.
  }
  return Buffer.concat(pieces).toString('utf8', 0, longestMessage);
}
