import type { AwsPlace } from '../ecr/ports';
import type { LogEvent } from './endpointLog';

/** CloudWatch Logs, one place for each account and region. */
export interface CloudLogs {
  /** Nothing is asked yet. A Problem when no region is known. */
  open(place: AwsPlace): Promise<CloudLog>;
}

/** Every question may throw a Problem, or an abort when the signal says so. */
export interface CloudLog {
  /** In the order of their time, page by page. Nothing at all of a group that is not there. */
  readEvents(wish: LogWish, signal: AbortSignal): Promise<LogPage | undefined>;
  close(): void;
}

export interface LogWish {
  readonly group: string;
  /** The beginning of the names of streams. */
  readonly prefix?: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly page?: string;
}

export interface LogPage {
  readonly events: readonly LogEvent[];
  /** Nothing after the last one. */
  readonly next: string | undefined;
}
