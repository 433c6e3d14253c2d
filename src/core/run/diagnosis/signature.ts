import * as l10n from '@vscode/l10n';
import type { RunEnd, Words } from './runEnd';

/** Where a failure shows. `run` is training and serving, `train` training alone; `local-mode` is the one of the Python SDK, `train-aws` what AWS says of a job. */
export type Phase =
  | 'start'
  | 'run'
  | 'train'
  | 'stop'
  | 'any'
  | 'cleanup'
  | 'serve'
  | 'push'
  | 'deploy'
  | 'train-aws'
  | 'local-mode';

export const trainingPhases: readonly Phase[] = ['start', 'run', 'train', 'stop', 'any'];

/** A failure that we know by its looks. */
export interface Signature {
  readonly id: string;
  readonly phases: readonly Phase[];
  /** The usual ones. They decide between equals; with `alone`, they are enough. */
  readonly exitCodes: readonly number[];
  readonly alone?: true;
  /** For one line. Without it, only the state of the container can show this. */
  readonly pattern?: RegExp;
  /** A wrapper hides the reason, a hint is rarely the reason: both only count when nothing better is found. */
  readonly weight?: 'wrapper' | 'hint';
  /** Worth saying although the program ended with 0. */
  readonly onSuccess?: true;
  readonly words: (found: Found) => Words;
}

export interface Found {
  readonly end: RunEnd;
  /** What a named group caught; empty when it caught nothing. */
  readonly named: (group: string) => string;
  /** The line and a few after it. */
  readonly lines: readonly string[];
}

/** Where users say how it is started here. */
export const fileOf = ({ end }: Found): string =>
  end.isServer ? l10n.t('"local" of the endpoint file') : l10n.t('the run file');
