import { formatAge } from '../../format';
import { phaseText } from '../../run/describe';
import type { RunRecord } from '../../run/runRecord';
import { isOver } from '../../run/runRecord';

/** What the Resources panel can show: a training run, or an endpoint on this machine. */
export interface Watched {
  readonly id: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** Where its history lies, when it is not in memory. */
  readonly folder: string;
  /** The file of the user that it comes from. */
  readonly file: string;
  readonly isRunning: boolean;
  readonly asksForGpus: boolean;
  /** How it stands, in a few words. */
  readonly detail: (now: number) => string;
}

export const watchedRun = (run: RunRecord): Watched => ({
  id: run.id,
  title: run.title,
  created: run.created,
  folder: run.folder,
  file: run.runFile,
  isRunning: !isOver(run),
  asksForGpus: (run.gpus ?? 'none') !== 'none',
  detail: (now) => (isOver(run) ? formatAge(run.created / 1000, now / 1000) : phaseText(run.phase)),
});
