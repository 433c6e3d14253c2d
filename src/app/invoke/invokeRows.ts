import { atOnce } from '../../core/atOnce';
import type { Invoker, InvokeRequest } from '../../core/invoke/invoker';
import { rowResult, type RowResult } from '../../core/invoke/rowResults';
import { isAbort, Problem } from '../../core/problem';

/** Few enough that an endpoint of one instance is not measured by its queue. */
const requestsAtOnce = 4;
/** After so many rows that could not even be sent, the others could not either. */
const patience = 5;

interface Rows {
  readonly endpoint: string;
  /** Each is sent as it was written. */
  readonly records: readonly string[];
  readonly request: Omit<InvokeRequest, 'body'>;
}

/** Every row is one request. One that fails is told beside the others, in their order. */
export async function invokeRows(
  invoker: Invoker,
  { endpoint, records, request }: Rows,
  report: (done: number) => void,
  signal: AbortSignal,
): Promise<readonly RowResult[]> {
  const encoder = new TextEncoder();
  let done = 0;
  let unsent = 0;
  return atOnce([...records.entries()], requestsAtOnce, async ([index, sent]) => {
    signal.throwIfAborted();
    const row = index + 1;
    try {
      const body = encoder.encode(`${sent}\n`);
      const answer = await invoker.invoke(endpoint, { ...request, body }, signal);
      unsent = 0;
      return rowResult(row, sent, answer);
    } catch (error) {
      if (isAbort(error) || !(error instanceof Problem)) throw error;
      unsent += 1;
      if (unsent >= patience) throw error;
      return { row, sent, ...nothingCame, answer: error.message };
    } finally {
      done += 1;
      report(done);
    }
  });
}

const nothingCame = {
  status: undefined,
  isFine: false,
  variant: undefined,
  milliseconds: undefined,
} as const;
