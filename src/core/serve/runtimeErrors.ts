import type { CallFailure } from './ports';

/** What the runtime answers in the place of a model, as clients of AWS know it. */
export interface RuntimeError {
  readonly status: number;
  /** The name by which SDKs make an exception of it; none where AWS gives none. */
  readonly type?: string;
  readonly message: string;
  /** Of a ModelError. */
  readonly original?: { readonly status: number; readonly message: string };
}

/** Nobody's account: what runs on this machine has none. */
const localAccount = '000000000000';

export const validationError = (message: string): RuntimeError => ({
  status: 400,
  type: 'ValidationError',
  message,
});

export const wrongEndpoint = (name: string): RuntimeError =>
  validationError(`Endpoint ${name} of account ${localAccount} not found.`);

export const wrongVariant = (name: string, endpoint: string): RuntimeError =>
  validationError(`Variant ${name} not found for endpoint ${endpoint}.`);

export const tooLongHeader = (member: string, longest: number): RuntimeError =>
  validationError(
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${longest}`,
  );

export const tooLarge = (limit: number): RuntimeError => ({
  status: 413,
  message: `HTTP content length exceeded ${limit} bytes.`,
});

export const unavailable: RuntimeError = {
  status: 503,
  type: 'ServiceUnavailable',
  message: 'A transient exception occurred while retrieving variant instances. Please try again later.',
};

export const unknownOperation: RuntimeError = {
  status: 404,
  type: 'UnknownOperationException',
  message: 'There is no such operation.',
};

export const internalFailure = (message: string): RuntimeError => ({
  status: 500,
  type: 'InternalFailure',
  message,
});

export interface LogPlace {
  readonly endpoint: string;
  readonly variant: string;
}

/** AWS shows the answer of the container within its own words. */
export function modelError(status: number, text: string, place: LogPlace): RuntimeError {
  const who = status >= 400 && status < 500 ? 'client' : 'server';
  const message = `Received ${who} error (${status}) from primary with message "${text}". See the log of variant ${place.variant} of the local endpoint ${place.endpoint} for more information.`;
  return { status: 424, type: 'ModelError', message, original: { status, message: text } };
}

/** What AWS says when a container gives no answer. */
export function noAnswer(reason: CallFailure, place: LogPlace): RuntimeError {
  switch (reason) {
    case 'timeout':
      return modelError(
        0,
        'Your invocation timed out while waiting for a response from container primary. Review the latency metrics for each container, resolve the issue, and try again.',
        place,
      );
    case 'refused':
    case 'reset':
    case 'connect-timeout':
    case 'not-http':
      return modelError(
        0,
        `Could not get a response from the ${place.variant} variant. This can occur when CPU or memory utilization is high.`,
        place,
      );
  }
}

/** Where the log of a variant would be on AWS. */
const logStreamArn = ({ endpoint, variant }: LogPlace): string =>
  `arn:aws:logs:local:${localAccount}:log-group:/aws/sagemaker/Endpoints/${endpoint}:log-stream:${variant}/local`;

/** The body of an error in REST-JSON. */
export const errorBody = ({ message, original }: RuntimeError, place: LogPlace): string =>
  JSON.stringify({
    // Some clients look for the one spelling, some for the other.
    message,
    Message: message,
    ...(original
      ? {
          OriginalStatusCode: original.status,
          OriginalMessage: original.message,
          LogStreamArn: logStreamArn(place),
        }
      : {}),
  });
