import { inBlocks, LogCursor, logGroup, sourceOf, type LogEvent } from '../../core/hosting/endpointLog';
import type { CloudLog } from '../../core/hosting/logPorts';
import type { Clock } from '../../core/ports';

/** Milliseconds. CloudWatch takes few such questions in a second, of all who ask in an account. */
const waits = { first: 2000, most: 15_000 } as const;
const hour = 3_600_000;

interface Followed {
  readonly endpoint: string;
  /** All of them when none is named. */
  readonly variant: string | undefined;
}

export interface LogNews {
  /** The group is not there: nothing was ever written. */
  readonly isMissing: boolean;
  readonly events: readonly LogEvent[];
  /** What was there when somebody began to look is told. */
  readonly isLive: boolean;
}

/** The last hour, and then what comes, until the signal. Asks less often while nothing does. */
export async function* followLog(
  { log, clock }: { readonly log: CloudLog; readonly clock: Clock },
  { endpoint, variant }: Followed,
  signal: AbortSignal,
): AsyncGenerator<LogNews, void, undefined> {
  const cursor = new LogCursor(clock.now() - hour);
  const wish = { group: logGroup(endpoint), ...(variant === undefined ? {} : { prefix: `${variant}/` }) };
  let wait: number = waits.first;
  for (;;) {
    let page: string | undefined;
    let count = 0;
    const { since } = cursor;
    do {
      const found = await log.readEvents({ ...wish, since, ...(page === undefined ? {} : { page }) }, signal);
      const wanted = (found?.events ?? []).filter(
        (event) => variant === undefined || sourceOf(event).variant === variant,
      );
      const events = inBlocks(cursor.take(wanted));
      page = found?.next;
      count += events.length;
      yield { isMissing: found === undefined, events, isLive: page === undefined };
    } while (page !== undefined);
    wait = count > 0 ? waits.first : Math.min(waits.most, wait * 1.5);
    await clock.sleep(wait, signal);
  }
}
