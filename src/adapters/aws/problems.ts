import * as l10n from '@vscode/l10n';
import { isAbort, Problem } from '../../core/problem';
import { networkCodes } from '../networkCodes';
import { field } from '../field';
import { endpointRefusal } from './endpointRefusal';
import { refusalByName } from './refusals';

/** What was asked, in the words of IAM, and of what. */
export interface Asked {
  readonly action: string;
  readonly of: string;
}

/** What stands in the way, in our words. It comes from outside: a chunk of clients holds nothing of ours twice. */
export type Explain = (error: unknown, asked: Asked) => unknown;

/** Turns what the AWS clients throw into a Problem, by its name or status. */
export function awsProblem(error: unknown, asked: Asked): unknown {
  if (error instanceof Problem || isAbort(error) || !(error instanceof Error)) return error;
  const names = [error.name, field(error, 'Code'), field(error, 'code')];
  const status = field(field(error, '$metadata'), 'httpStatusCode');
  const is = (known: ReadonlySet<unknown>): boolean => names.some((name) => known.has(name));
  if (is(withoutCredentials)) return isOffline(error) ? away(error, asked) : noCredentials(error);
  if (is(throttled) || status === 429 || status === 503) {
    return new Problem('aws-failed', l10n.t('AWS asks to slow down. Try again in a moment.'), error);
  }
  if (is(refused)) return denied(error, asked);
  if (is(unreachable) || /socket hang up|aborted|premature/i.test(error.message)) return away(error, asked);
  return refusalByName(error, asked) ?? endpointRefusal(error, asked) ?? fromStatus(error, status, asked);
}

/** A sign-in that cannot be renewed without a network is told as missing, with the code in its words alone. */
const isOffline = ({ message }: Error): boolean =>
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|getaddrinfo/.test(message);

function fromStatus(error: Error, status: unknown, { action, of }: Asked): Problem {
  switch (status) {
    case 403:
      return denied(error, { action, of });
    case 404:
      return new Problem('data-missing', l10n.t('There is no {0}.', of), error);
    case 412:
      return new Problem('aws-failed', l10n.t('{0} changed while it was read. Try again.', of), error);
    case undefined:
      return error instanceof SyntaxError ? foreign(error, { action, of }) : away(error, { action, of });
    default:
      return new Problem('aws-failed', unknownFailure(error, Number(status), { action, of }), error);
  }
}

const unknownFailure = ({ message }: Error, status: number, { action, of }: Asked): string =>
  status >= 500
    ? l10n.t(
        'AWS has trouble of its own with {0} on {1}. Try again in a moment. AWS said: {2}',
        action,
        of,
        message,
      )
    : l10n.t('AWS refused {0} on {1}. AWS said: {2}', action, of, message);

const denied = (error: Error, { action, of }: Asked): Problem =>
  new Problem(
    'aws-denied',
    l10n.t('You may not {0} on {1}. Ask for this right, or use another profile.', action, of),
    error,
  );

/**
 * Without its cause, which may quote what a credential process said. The chain names the profile and the way out
 * in its own words, and those are not for logs either.
 */
const noCredentials = (error: Error): Problem =>
  expired.has(error.name) || /expired|cannot refresh/i.test(error.message)
    ? new Problem(
        'aws-credentials',
        l10n.t('Your AWS session is over. Log in again, for example with: aws sso login'),
      )
    : new Problem(
        'aws-credentials',
        l10n.t(
          'AWS does not know you: there are no valid credentials. Run aws configure or aws sso login, or set AWS_PROFILE to a profile that has them.',
        ),
      );

const away = (error: Error, { of }: Asked): Problem =>
  new Problem(
    'aws-unreachable',
    l10n.t('AWS does not answer when asked for {0}. Are you online, and are region and endpoint right?', of),
    error,
  );

/** A proxy that answers with a page, or another service at this address. */
const foreign = (error: Error, { of }: Asked): Problem =>
  new Problem(
    'aws-unreachable',
    l10n.t(
      'What answered when AWS was asked for {0} is not AWS. Is there a proxy, and is the endpoint right?',
      of,
    ),
    error,
  );

const expired = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired']);

const withoutCredentials = new Set([
  ...expired,
  'CredentialsProviderError',
  'ProviderError',
  'TokenProviderError',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'InvalidToken',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

/** Services that speak JSON say so under the status 400. */
const refused = new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation']);

const throttled = new Set(['SlowDown', 'Throttling', 'ThrottlingException', 'TooManyRequestsException']);

const unreachable = new Set<string>([...networkCodes, 'TimeoutError', 'ERR_STREAM_PREMATURE_CLOSE']);
