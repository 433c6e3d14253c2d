import type { Socket } from '../../../core/serve/contract/listening';
import { isOfEngine, readSockets } from '../../../core/serve/contract/listening';
import type { Seen, Trial, TrialEnd } from '../../../core/serve/contract/evidence';
import { isAbort } from '../../../core/problem';
import { limits } from '../../../core/serve/contract/limits';
import type { HttpAnswer } from '../../../core/serve/ports';
import type { VariantEnd } from '../../../core/serve/variantEnd';
import type { LiveVariant, VariantStop } from '../liveVariant';
import type { VariantStart } from '../startVariant';
import { startVariant } from '../startVariant';
import { untilReady, type Readiness } from '../untilReady';
import type { ContractWorld } from './contractWorld';
import { seen } from './seen';

/** A container that was started to be tried. */
export interface LiveTrial {
  readonly live: LiveVariant;
  readonly address: string;
  /** What was seen at its start; the rest is told at its end. */
  readonly start: Pick<Trial, 'refusal' | 'ready' | 'waited' | 'ping' | 'sockets'>;
  /** Whether it has ended by itself. */
  ended(): VariantEnd | undefined;
  isAlive(signal: AbortSignal): Promise<boolean>;
  /** Its whole story. Nothing is stopped. */
  tell(during: string | undefined, signal: AbortSignal): Promise<Trial>;
  stop(seconds: number): Promise<VariantStop>;
}

/** Lines that are looked through. */
const lines = 2000;
/** Milliseconds: between two looks at its sockets, and for how long it may listen on 127.0.0.1 alone. */
const lookAgain = 1000;
const loopbackPatience = 15_000;

/** Starts a container, and waits until it is ready, has ended, or will not be. */
export async function startTrial(
  world: ContractWorld,
  start: VariantStart,
  signal: AbortSignal,
): Promise<LiveTrial> {
  const live = await startVariant(world, start, signal);
  const began = world.clock.now();
  try {
    return await followTrial(world, live, began, signal);
  } catch (error) {
    await live.stop(0);
    throw error;
  }
}

async function followTrial(
  world: ContractWorld,
  live: LiveVariant,
  began: number,
  signal: AbortSignal,
): Promise<LiveTrial> {
  const [address = '', container = ''] = [live.addresses[0], live.containers[0]];
  const log: string[] = [];
  const reading = new AbortController();
  const read = (async () => {
    for await (const { text } of live.lines(reading.signal)) {
      log.push(text);
      if (log.length > lines) log.splice(0, log.length - lines);
    }
  })();
  let end: { readonly of: VariantEnd; readonly at: number } | undefined;
  void live.ended.then(
    (of) => (end = { of, at: world.clock.now() }),
    () => undefined,
  );
  const { readiness, sockets } = await untilSettled(world, live, container, signal);
  const waited = world.clock.now() - began;
  const refusal = readiness?.kind === 'died' ? refusalOf(readiness.end) : undefined;
  const ping = readiness?.kind === 'ready' ? undefined : await lastPing(world, address, readiness, signal);
  const trial: LiveTrial['start'] = {
    waited,
    ...(refusal === undefined ? {} : { refusal }),
    ...(readiness?.kind === 'ready' ? { ready: waited } : {}),
    ...(ping === undefined ? {} : { ping }),
    ...(sockets === undefined ? {} : { sockets }),
  };
  return {
    live,
    address,
    start: trial,
    ended: () => end?.of,
    isAlive: async (asking) =>
      end === undefined && (await world.containers.state(container, asking))?.status === 'running',
    tell: async (during, asking) => {
      const state = await world.containers.state(container, asking);
      const oomKilled = state?.oomKilled === true || end?.of.oomKilled === true;
      // What it said last is on its way.
      if (end) await Promise.race([read, world.clock.sleep(lookAgain, asking)]);
      return {
        ...trial,
        oomKilled,
        log: [...log],
        ...(end && !end.of.stopped ? { end: trialEnd(end.of, end.at - began, during) } : {}),
      };
    },
    stop: async (seconds) => {
      const stopped = await live.stop(seconds);
      reading.abort();
      await read;
      return stopped;
    },
  };
}

function trialEnd(
  { exitCode, diagnosis }: VariantEnd,
  milliseconds: number,
  during: string | undefined,
): TrialEnd {
  return {
    exitCode: exitCode ?? 127,
    milliseconds,
    ...(during === undefined ? {} : { during }),
    ...(diagnosis === undefined ? {} : { diagnosis }),
  };
}

/** The engine's words, where the program was never started. */
const refusalOf = ({ exitCode, diagnosis }: VariantEnd): string | undefined =>
  exitCode === undefined ? (diagnosis?.evidence ?? '') : undefined;

interface Settled {
  /** Nothing when it listens where nobody can reach it. */
  readonly readiness: Readiness | undefined;
  readonly sockets: readonly Socket[] | undefined;
}

/** What listens on 127.0.0.1 alone will not be ready, and there is no need to wait for that until the window ends. */
async function untilSettled(
  world: ContractWorld,
  live: LiveVariant,
  container: string,
  signal: AbortSignal,
): Promise<Settled> {
  const over = new AbortController();
  const end = (): void => over.abort();
  signal.addEventListener('abort', end);
  let sockets: readonly Socket[] | undefined;
  const look = async (): Promise<void> => {
    const text = await world.containers.socketTables(container, signal);
    sockets = text === undefined ? undefined : readSockets(text);
  };
  const watch = async (): Promise<void> => {
    for (let since: number | undefined; !over.signal.aborted;) {
      await world.clock.sleep(lookAgain, over.signal);
      await look();
      if (!sockets) return;
      const now = world.clock.now();
      since = isHidden(sockets) ? (since ?? now) : undefined;
      if (since !== undefined && now - since >= loopbackPatience) over.abort();
    }
  };
  const watching = watch().catch((error: unknown) => {
    if (!isAbort(error)) throw error;
  });
  try {
    const readiness = await untilReady(world, live, over.signal);
    if (readiness.kind !== 'died') await look();
    return { readiness, sockets };
  } catch (error) {
    if (!isAbort(error) || signal.aborted) throw error;
    return { readiness: undefined, sockets };
  } finally {
    signal.removeEventListener('abort', end);
    over.abort();
    await watching;
  }
}

function isHidden(sockets: readonly Socket[]): boolean {
  const right = sockets.filter((socket) => socket.port === 8080 && !isOfEngine(socket));
  return right.length > 0 && right.every(({ loopback }) => loopback);
}

async function lastPing(
  world: ContractWorld,
  address: string,
  readiness: Readiness | undefined,
  signal: AbortSignal,
): Promise<Seen | undefined> {
  if (readiness?.kind === 'died') return undefined;
  if (readiness?.kind === 'late') return seen(readiness.last);
  const answer: HttpAnswer = await world.http.call(
    { method: 'GET', url: `${address}/ping`, headers: {}, timeout: limits.pingTimeout },
    signal,
  );
  return seen(answer);
}
