import * as l10n from '@vscode/l10n';
import type { RunEnd, Words } from './runEnd';
import type { Traceback } from './traceback';

/** What can be said when no signature is found: the error itself, and what its exit code means. */
export function generalWords(end: RunEnd, evidence: string, error?: Traceback): Words {
  if (error !== undefined)
    return {
      title: l10n.t('The program failed: {0}', error.final),
      cause: placeOf(error),
      fixes: [l10n.t('Read the traceback in the log: its last lines are where it happened.')],
    };
  if (end.exitCode === undefined || end.engineError !== '')
    return {
      title: l10n.t('The container did not start'),
      cause: evidence === '' ? l10n.t('The engine gave no reason.') : evidence,
      fixes: [l10n.t('Look whether the image starts by itself: docker run.')],
    };
  return byExitCode(end.exitCode);
}

function placeOf({ place }: Traceback): string {
  return place === undefined
    ? l10n.t('A Python exception ended the program.')
    : l10n.t('A Python exception ended the program. It passed {0}, line {1}.', place.path, place.line);
}

function byExitCode(code: number): Words {
  const ended = l10n.t('The program ended with exit code {0}', code);
  const readLog = l10n.t('Read the last lines of the log.');
  switch (code) {
    case 126:
    case 127:
      return {
        title: ended,
        cause: l10n.t('A shell says so when a command is not found (127) or may not be run (126).'),
        fixes: [l10n.t('Look whether the image has every command that its start script calls.'), readLog],
      };
    case 134:
      return {
        title: l10n.t('The program gave up (abort)'),
        cause: l10n.t('Native code found something wrong, and printed it before.'),
        fixes: [readLog],
      };
    case 137:
      return {
        title: l10n.t('The container was killed'),
        cause: l10n.t(
          'Someone killed it, or the machine ran out of memory: the engine does not always learn of that.',
        ),
        fixes: [
          l10n.t(
            'Watch the memory while it runs. If it grows to the end, make the batch smaller or add memory.',
          ),
        ],
      };
    case 143:
      return {
        title: l10n.t('The container was asked to stop from outside'),
        cause: l10n.t(
          'It got SIGTERM, which did not come from here: from docker stop, or as the machine shut down.',
        ),
        fixes: [l10n.t('Start the run again.')],
      };
    default:
      return {
        title: ended,
        cause: l10n.t('SageMaker takes every code but 0 for a failure.'),
        fixes: [readLog, l10n.t('Write the reason to /opt/ml/output/failure: SageMaker shows it.')],
      };
  }
}

export function stoppedWords(code: number): Words {
  return {
    title: l10n.t('Stopped, with exit code {0}', code),
    cause: l10n.t('The program was asked to stop, and ended with an error while it did.'),
    fixes: [l10n.t('Handle SIGTERM in your program: save what is needed, and end with 0.')],
  };
}
