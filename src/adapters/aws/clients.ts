// What the clients of AWS's services have in common here.
import type { Account } from './account';
import type { Explain } from './problems';

/** Milliseconds. */
const patience = { connectionTimeout: 10_000, socketTimeout: 30_000 };

export type RegionalAccount = Account & { readonly region: string };

/** How a client reaches its service: where the user's files say, with the user's keys. */
export function reach(account: RegionalAccount, service: string) {
  const { region, credentials } = account;
  const address = account.endpoint(service);
  return {
    region,
    credentials,
    requestHandler: patience,
    ...(address === undefined ? {} : { endpoint: address }),
  };
}

/** For one request: the clients listen to a signal and never cease. */
export const own = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal]);

export async function asked<T>(
  explain: Explain,
  action: string,
  of: string,
  question: () => Promise<T>,
): Promise<T> {
  try {
    return await question();
  } catch (error) {
    throw explain(error, { action, of });
  }
}

/** Page by page, each asked for with its own explanation. */
export async function* pages<Page, T>(
  found: AsyncIterator<Page, unknown>,
  ask: (turn: () => Promise<IteratorResult<Page, unknown>>) => Promise<IteratorResult<Page, unknown>>,
  read: (page: Page) => readonly T[],
): AsyncGenerator<T, void, undefined> {
  for (;;) {
    const page = await ask(async () => found.next());
    if (page.done === true) return;
    yield* read(page.value);
  }
}
