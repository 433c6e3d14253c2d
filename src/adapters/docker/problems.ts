import * as l10n from '@vscode/l10n';
import { isAbort, Problem } from '../../core/problem';
import { networkCodes } from '../networkCodes';

const unreachable = new Set<string>([...networkCodes, 'ENOENT', 'ENOTSOCK', 'SSH']);

/** Turns what Node, dockerode and the engine throw into a Problem; by code wherever there is one. */
export function dockerProblem(error: unknown, engine: string): unknown {
  if (error instanceof Problem || isAbort(error) || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;
  if (status !== undefined) return fromStatus(status, error);
  if (code === 'EACCES' || code === 'EPERM') {
    return new Problem(
      'docker-denied',
      l10n.t(
        'You may not use the Docker engine at {0}. Add your user to the docker group, or choose another engine.',
        engine,
      ),
      error,
    );
  }
  if (code === 'SSH') {
    return new Problem(
      'docker-stopped',
      l10n.t('The Docker engine {0} did not answer over SSH: {1}', engine, error.message),
      error,
    );
  }
  if (unreachable.has(code) || error.message === 'socket hang up' || error.name === 'TimeoutError') {
    return new Problem(
      'docker-stopped',
      l10n.t('The Docker engine {0} does not answer. Is it running?', engine),
      error,
    );
  }
  if (/TLS|CERT|SSL|SELF_SIGNED|UNABLE_TO/.test(code)) {
    return new Problem(
      'docker-context',
      l10n.t('The Docker engine {0} and the certificates for it do not fit: {1}', engine, error.message),
      error,
    );
  }
  return new Problem('docker-failed', l10n.t('Docker said: {0}', error.message), error);
}

/** The engine has one code for several conflicts and none for a full disk: there its words decide. */
function fromStatus(status: number, error: Error): Problem {
  const words = engineWords(error);
  if (/no space left on device/i.test(words)) {
    return new Problem(
      'disk-full',
      l10n.t('The disk of the Docker engine is full. Remove what is not needed and try again.'),
      error,
    );
  }
  switch (status) {
    case 400:
      return new Problem(
        'bad-name',
        l10n.t('Docker does not accept this. Change it and try again. Docker said: {0}', words),
        error,
      );
    case 404:
      return new Problem(
        'image-missing',
        l10n.t('There is no such image on the engine any more. Choose another one. Docker said: {0}', words),
        error,
      );
    case 409:
      return conflict(words, error);
    default:
      return new Problem('docker-failed', l10n.t('Docker said: {0}', words), error);
  }
}

/** A running container, a child image or another tag stands in the way; force helps only where nothing runs. */
function conflict(words: string, error: Error): Problem {
  if (/running container/i.test(words)) {
    return new Problem(
      'image-busy',
      l10n.t(
        'A running container uses the image. Stop the container, then remove the image. Docker said: {0}',
        words,
      ),
      error,
    );
  }
  if (/dependent child images/i.test(words)) {
    return new Problem('image-busy', l10n.t('Other images are built on this one. Remove them first.'), error);
  }
  return new Problem('image-in-use', l10n.t('The image is in use. Docker said: {0}', words), error);
}

/** Without the status, which dockerode writes before them. */
export function engineWords(error: Error): string {
  const json: unknown = 'json' in error ? error.json : undefined;
  const message: unknown =
    typeof json === 'object' && json !== null && 'message' in json ? json.message : undefined;
  return typeof message === 'string' ? message : error.message.replace(/^\(HTTP code \d+\) [^-]* - /, '');
}
