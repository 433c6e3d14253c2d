import * as l10n from '@vscode/l10n';
import { diagnose } from '../run/diagnosis/diagnose';
import type { Diagnosis, RunEnd } from '../run/diagnosis/runEnd';
import type { Phase } from '../run/diagnosis/signature';

/** That a container of a variant runs no more. */
export interface VariantEnd {
  readonly host: string;
  /** Not given when it never ran, or is gone. */
  readonly exitCode: number | undefined;
  readonly oomKilled: boolean;
  /** Because somebody stopped it. */
  readonly stopped: boolean;
  /** Nothing when it was stopped and ended well. */
  readonly diagnosis: Diagnosis | undefined;
}

const servingPhases: readonly Phase[] = ['start', 'run', 'stop', 'serve', 'any'];

/** Why a server ended. That it ended by itself is always wrong, also with exit code 0. */
export function diagnoseServer(end: RunEnd): Diagnosis | undefined {
  const found = diagnose({ ...end, isServer: true }, servingPhases);
  if (end.stopRequested || (found && found.id !== 'general')) return found;
  const evidence = found?.evidence ?? end.logTail.findLast((line) => line.trim() !== '')?.trim() ?? '';
  if (!found || end.exitCode === 0) return { ...endedByItself(end.exitCode ?? 0), evidence, also: [] };
  return { ...found, fixes: [l10n.t('Read the last lines of the log: the server says there why it ends.')] };
}

const endedByItself = (code: number): Omit<Diagnosis, 'evidence' | 'also'> => ({
  id: 'server-ended',
  title: l10n.t('The server ended by itself, with exit code {0}', code),
  cause: l10n.t(
    'SageMaker starts the image with the argument serve, and what it starts must go on for ever.',
  ),
  fixes: [
    l10n.t('Start the server in the foreground, as the last command: exec gunicorn …, not gunicorn … &.'),
    l10n.t('Look whether the program knows the argument serve.'),
  ],
});
