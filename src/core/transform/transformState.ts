/** What happens in a batch transform, in order. */
export type TransformEvent =
  | { readonly kind: 'phase'; readonly phase: TransformPhase; readonly at: number }
  | { readonly kind: 'inputs'; readonly files: number; readonly bytes: number; readonly at: number }
  | { readonly kind: 'sent'; readonly records: number; readonly bytes: number; readonly at: number }
  | { readonly kind: 'retry'; readonly file: string; readonly reason: string; readonly attempt: number }
  | { readonly kind: 'file'; readonly file: FileEnd; readonly at: number }
  | { readonly kind: 'note'; readonly text: string };

export type TransformPhase = 'starting' | 'waiting' | 'transforming' | 'stopping';

/** What became of a file. */
export type FileEnd =
  | { readonly kind: 'done'; readonly key: string; readonly output: string; readonly records: number }
  | {
      readonly kind: 'failed';
      readonly key: string;
      readonly reason: string;
      readonly status?: number;
      /** What the container said, shortened. */
      readonly body?: string;
      /** Records that were answered before. */
      readonly records: number;
    };

/** How far a transform is. */
export interface TransformProgress {
  readonly phase: TransformPhase;
  readonly files: number;
  readonly filesDone: number;
  readonly filesFailed: number;
  readonly records: number;
  readonly bytes: number;
  readonly bytesTotal: number;
  readonly retries: number;
  /** When the first bytes could go, in milliseconds since 1970. */
  readonly began: number | undefined;
  readonly latest: number;
}

export const noProgress: TransformProgress = {
  phase: 'starting',
  files: 0,
  filesDone: 0,
  filesFailed: 0,
  records: 0,
  bytes: 0,
  bytesTotal: 0,
  retries: 0,
  began: undefined,
  latest: 0,
};

export function advanceTransform(progress: TransformProgress, event: TransformEvent): TransformProgress {
  switch (event.kind) {
    case 'phase':
      return {
        ...progress,
        phase: event.phase,
        began: progress.began ?? (event.phase === 'transforming' ? event.at : undefined),
        latest: event.at,
      };
    case 'inputs':
      return { ...progress, files: event.files, bytesTotal: event.bytes, latest: event.at };
    case 'sent':
      return {
        ...progress,
        records: progress.records + event.records,
        bytes: progress.bytes + event.bytes,
        latest: event.at,
      };
    case 'retry':
      return { ...progress, retries: progress.retries + 1 };
    case 'file':
      return event.file.kind === 'done'
        ? { ...progress, filesDone: progress.filesDone + 1, latest: event.at }
        : { ...progress, filesFailed: progress.filesFailed + 1, latest: event.at };
    case 'note':
      return progress;
  }
}

/** Bytes in a second; nothing before there is something to tell. */
export function rateOf({ began, latest, bytes }: TransformProgress): number | undefined {
  const seconds = began === undefined ? 0 : (latest - began) / 1000;
  return seconds >= 1 && bytes > 0 ? bytes / seconds : undefined;
}

/** Seconds; nothing when nobody can tell. */
export function remainingOf(progress: TransformProgress): number | undefined {
  const rate = rateOf(progress);
  return rate === undefined ? undefined : Math.max(0, progress.bytesTotal - progress.bytes) / rate;
}
