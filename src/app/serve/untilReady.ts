import type { HttpAnswer } from '../../core/serve/ports';
import type { VariantEnd } from '../../core/serve/variantEnd';
import type { LiveVariant } from './liveVariant';
import type { ServeWorld } from './serveWorld';

export type Readiness =
  | { readonly kind: 'ready'; readonly milliseconds: number; readonly tries: number }
  | { readonly kind: 'died'; readonly end: VariantEnd }
  /** What the first container that is not ready said last. */
  | { readonly kind: 'late'; readonly host: string; readonly last: HttpAnswer; readonly tries: number };

/** Milliseconds of one try, as AWS counts them. */
const pingTimeout = 2000;
/** Milliseconds between the beginnings of two tries. */
const pause = 500;

/** GET /ping as hosting does: 200 within two seconds, in the window of the variant. Ends at once when a container dies. */
export async function untilReady(
  world: Pick<ServeWorld, 'http' | 'clock'>,
  live: LiveVariant,
  signal: AbortSignal,
): Promise<Readiness> {
  const over = new AbortController();
  const end = (): void => over.abort();
  signal.addEventListener('abort', end);
  const died = live.ended.then((ending): Readiness => ({ kind: 'died', end: ending }));
  try {
    return await Promise.race([died, pingAll(world, live, over.signal)]);
  } finally {
    signal.removeEventListener('abort', end);
    over.abort();
  }
}

async function pingAll(
  world: Pick<ServeWorld, 'http' | 'clock'>,
  { plan, addresses }: LiveVariant,
  signal: AbortSignal,
): Promise<Readiness> {
  const began = world.clock.now();
  let tries = 0;
  for (const [index, address] of addresses.entries()) {
    for (;;) {
      tries += 1;
      const at = world.clock.now();
      const last = await ping(world, address, signal);
      if (last.kind === 'answered' && last.status === 200) break;
      const now = world.clock.now();
      if (now - began >= plan.startup * 1000)
        return { kind: 'late', host: plan.containers[index]?.host ?? '', last, tries };
      await world.clock.sleep(Math.max(0, at + pause - now), signal);
    }
  }
  return { kind: 'ready', milliseconds: world.clock.now() - began, tries };
}

const ping = async (
  { http }: Pick<ServeWorld, 'http'>,
  address: string,
  signal: AbortSignal,
): Promise<HttpAnswer> =>
  http.call({ method: 'GET', url: `${address}/ping`, headers: {}, timeout: pingTimeout }, signal);
