import type { Headers } from '../routing';
import type { RuntimeError } from '../runtimeErrors';
import { validationError } from '../runtimeErrors';

/** What InvokeEndpointAsync asks for. */
export interface AsyncRequest {
  readonly id: string;
  /** Where the payload lies, unless it came along. */
  readonly input: string | undefined;
  /** What the container gets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Seconds in the queue, at most. */
  readonly ttl: number;
  /** Seconds for the container, at most. */
  readonly timeout: number;
  /** Below the place of the answers. */
  readonly output: string;
  readonly failure: string;
}

/** Bytes that may come along. */
const inlineLimit = 128_000;
/** Bytes of a payload that lies somewhere. */
export const inputLimit = 1024 ** 3;

const own = 'x-amzn-sagemaker-';

/** `id` names a request that has no name yet. */
export function readAsyncRequest(
  given: Headers,
  bytes: number,
  id: string,
): { readonly request: AsyncRequest } | { readonly error: RuntimeError } {
  const header = (name: string): string | undefined => {
    const value = given[own + name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const input = header('inputlocation');
  const ttl = secondsOf(header('requestttlseconds'), 21_600, [60, 21_600]);
  const timeout = secondsOf(header('invocationtimeoutseconds'), 900, [1, 3600]);
  const fileName = header('filename');
  const extension = header('s3outputpathextension');
  const wrong =
    wrongPayload(input, bytes) ??
    (ttl === undefined ? outside('requestTTLSeconds', 60, 21_600) : undefined) ??
    (timeout === undefined ? outside('invocationTimeoutSeconds', 1, 3600) : undefined) ??
    wrongName(fileName, extension);
  if (wrong !== undefined || ttl === undefined || timeout === undefined)
    return { error: validationError(wrong ?? '') };
  const inferenceId = header('inference-id') ?? id;
  const folder = extension === undefined ? '' : `${extension.replace(/^\/+|\/+$/g, '')}/`;
  return {
    request: {
      id: inferenceId,
      input,
      headers: passedOn(header, given, inferenceId),
      ttl,
      timeout,
      output: `${folder}${fileName ?? `${id}.out`}`,
      failure: `${folder}${fileName === undefined ? `${id}-error.out` : `${fileName}-error.out`}`,
    },
  };
}

function passedOn(
  header: (name: string) => string | undefined,
  given: Headers,
  id: string,
): Readonly<Record<string, string>> {
  // SDKs put the types of the payload beside those of the call.
  const plain = given['content-type'];
  const type = header('content-type') ?? (typeof plain === 'string' ? plain : undefined);
  const accept = header('accept');
  const attributes = header('custom-attributes');
  return {
    ...(type === undefined ? {} : { 'content-type': type }),
    ...(accept === undefined ? {} : { accept }),
    ...(attributes === undefined ? {} : { [`${own}custom-attributes`]: attributes }),
    [`${own}inference-id`]: id,
  };
}

function secondsOf(
  text: string | undefined,
  usual: number,
  [least, most]: readonly [number, number],
): number | undefined {
  if (text === undefined) return usual;
  const value = Number(text);
  return Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}

function wrongPayload(input: string | undefined, bytes: number): string | undefined {
  if (input !== undefined && bytes > 0)
    return 'Body and InputLocation are mutually exclusive. Provide exactly one of them.';
  if (input === undefined && bytes === 0)
    return 'Neither Body nor InputLocation was given. Provide exactly one of them.';
  return bytes > inlineLimit
    ? constraint('body', `Member must have length less than or equal to ${inlineLimit}`)
    : undefined;
}

/** Names that lead out of the folder of the answers are none. */
function wrongName(fileName: string | undefined, extension: string | undefined): string | undefined {
  if (fileName !== undefined && !/^(?!.*\..*\.)[a-zA-Z0-9][a-zA-Z0-9-_.]{0,31}$/.test(fileName))
    return constraint('filename', 'Member must satisfy its pattern');
  const isPath = extension === undefined || /^(?!s3:|https:)[a-zA-Z0-9!_.*'()/-]{1,512}$/.test(extension);
  return isPath && !extension?.split('/').includes('..')
    ? undefined
    : constraint('s3OutputPathExtension', 'Member must satisfy its pattern');
}

const outside = (member: string, least: number, most: number): string =>
  constraint(member, `Member must have value between ${least} and ${most}`);

const constraint = (member: string, what: string): string =>
  `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${what}`;
