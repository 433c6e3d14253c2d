import type { Answer, Invoker, QueueRequest } from './invoker';
import type { EndpointMode } from './payloadLimit';

/** An endpoint that can be asked, wherever it is. */
export interface InvokeTarget {
  readonly name: string;
  /** Its region, or this machine, in words. */
  readonly place: string;
  /** What its history is kept under. */
  readonly key: string;
  readonly mode: EndpointMode;
  readonly variants: readonly string[];
  withInvoker<T>(work: (invoker: Invoker) => Promise<T>): Promise<T>;
  /** Of an asynchronous endpoint: into its queue, and the answer when it is there. */
  queue?(request: QueueRequest, report: (text: string) => void, signal: AbortSignal): Promise<Answer>;
  showLogs(): Promise<void>;
}
