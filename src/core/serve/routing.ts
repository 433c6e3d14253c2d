import type { FrontVariant, Routes } from './ports';
import type { RuntimeError } from './runtimeErrors';
import { tooLongHeader, unavailable, wrongVariant } from './runtimeErrors';

const own = 'x-amzn-sagemaker-';

export const targetVariantHeader = `${own}target-variant`;
export const sessionHeader = `${own}session-id`;
export const newSessionHeader = `${own}new-session-id`;
export const closedSessionHeader = `${own}closed-session-id`;

/** What a client may send to the model, and the name and the length of it in AWS's API. */
const passedOn: ReadonlyArray<readonly [string, readonly [string, number]]> = Object.entries({
  'content-type': ['contentType', 1024],
  accept: ['accept', 1024],
  [`${own}custom-attributes`]: ['customAttributes', 1024],
  [`${own}target-model`]: ['targetModel', 1024],
  [targetVariantHeader]: ['targetVariant', 63],
  [`${own}target-container-hostname`]: ['targetContainerHostname', 63],
  [`${own}inference-id`]: ['inferenceId', 64],
  [sessionHeader]: ['sessionId', 256],
  [`${own}inference-component`]: ['inferenceComponentName', 63],
  [`${own}enable-explanations`]: ['enableExplanations', 64],
});

/** What a model may send to the client beside its content. */
const passedBack: readonly string[] = [
  'content-type',
  `${own}custom-attributes`,
  newSessionHeader,
  closedSessionHeader,
];

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The headers of a client as SageMaker passes them on: all others are stripped. */
export function requestHeaders(
  given: Headers,
): { readonly headers: Readonly<Record<string, string>> } | { readonly error: RuntimeError } {
  const headers: Record<string, string> = {};
  for (const [name, [member, longest]] of passedOn) {
    const value = given[name];
    if (typeof value !== 'string') continue;
    if (value.length > longest) return { error: tooLongHeader(member, longest) };
    headers[name] = value;
  }
  return { headers };
}

/** The headers of a container as SageMaker passes them back. */
export function answerHeaders(given: Headers): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const name of passedBack) {
    const value = given[name];
    if (typeof value === 'string') headers[name] = value;
  }
  return headers;
}

export interface Choice {
  /** Named by TargetVariant. */
  readonly target: string | undefined;
  /** The variant that began the session to which the request belongs. */
  readonly session: string | undefined;
  /** At least 0, below 1. */
  readonly random: number;
}

/** Who gets a request. What is named gets it whatever its weight; all else is shared by weights among those that are up. */
export function chooseVariant(
  { variants }: Pick<Routes, 'variants'>,
  endpoint: string,
  { target, session, random }: Choice,
): { readonly variant: FrontVariant } | { readonly error: RuntimeError } {
  const named = target ?? session;
  if (named === undefined) {
    const variant = byWeight(variants, random);
    return variant ? { variant } : { error: unavailable };
  }
  const variant = variants.find(({ name }) => name === named);
  if (!variant) return { error: target === undefined ? unavailable : wrongVariant(named, endpoint) };
  return variant.isUp ? { variant } : { error: unavailable };
}

export function byWeight<T extends Pick<FrontVariant, 'weight' | 'isUp'>>(
  variants: readonly T[],
  random: number,
): T | undefined {
  const total = variants.reduce((sum, { weight, isUp }) => (isUp ? sum + weight : sum), 0);
  let left = random * total;
  let last: T | undefined;
  for (const variant of variants) {
    if (!variant.isUp || variant.weight <= 0) continue;
    last = variant;
    left -= variant.weight;
    if (left < 0) return variant;
  }
  // Sums of fractions may end a hair above.
  return last;
}

/** How large a part of the requests a shadow gets: its weight beside that of the one production variant. */
export function shadowShare(shadow: number, production: number): number {
  if (shadow <= 0) return 0;
  return production <= 0 ? 1 : Math.min(1, shadow / production);
}

export type Operation = 'invoke' | 'stream' | 'async';

const operations: Readonly<Record<string, Operation>> = {
  invocations: 'invoke',
  'invocations-response-stream': 'stream',
  'async-invocations': 'async',
};

/** `/endpoints/NAME/invocations`, and what else the runtime hears. */
export function readPath(
  url: string,
): { readonly endpoint: string; readonly operation: Operation } | undefined {
  const match = /^\/endpoints\/(?<endpoint>[^/?]+)\/(?<operation>[a-z-]+)(?:\?.*)?$/.exec(url);
  const operation = operations[match?.groups?.['operation'] ?? ''];
  const endpoint = decoded(match?.groups?.['endpoint'] ?? '');
  return operation === undefined || endpoint === undefined ? undefined : { endpoint, operation };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** `ID; Expires=…`, as a container answers when it begins or ends a session. */
export const sessionOf = (header: string | undefined): string | undefined =>
  header?.split(';')[0]?.trim() || undefined;
