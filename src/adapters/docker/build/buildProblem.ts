import * as l10n from '@vscode/l10n';
import type { BuildFailure } from '../../../core/images/build/buildFailure';
import { BuildProblem } from '../../../core/images/build/buildFailure';
import type { Problem } from '../../../core/problem';
import { field } from '../../field';
import { pullAdvice } from '../pullProblem';

/** Why there is no image, in one message: a full disk and a base that cannot be had are told apart. */
export function buildProblem(failure: BuildFailure, error?: unknown): Problem {
  const { reason, step, tail, base } = failure;
  const cause = { failure, cause: error };
  if ([reason, ...tail].some((line) => /no space left on device/i.test(line)))
    return new BuildProblem(
      'disk-full',
      l10n.t(
        'The disk of the Docker engine is full: the image could not be built. Remove what is not needed.',
      ),
      cause,
    );
  if (base !== undefined)
    return new BuildProblem(
      'image-missing',
      l10n.t(
        'The base image {0} is not on the Docker engine and could not be pulled. {1} Docker said: {2}',
        base,
        pullAdvice(reason),
        reason,
      ),
      cause,
    );
  const said = [...tail, reason].join('\n');
  return new BuildProblem(
    'build-failed',
    step === ''
      ? l10n.t('The image could not be built. Docker said: {0}', said)
      : l10n.t('The image could not be built: it failed at {0}\n{1}', step, said),
    cause,
  );
}

/** What the engine refuses before it begins, such as a Dockerfile that it cannot read; nothing for other errors. */
export function refusal(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || field(error, 'statusCode') === undefined) return undefined;
  const words = error.message.replace(/^\(HTTP code \d+\) [^-]*- /, '').trim();
  return buildProblem({ reason: words, step: '', tail: [], base: undefined }, error);
}
