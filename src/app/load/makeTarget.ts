import { given } from '../../core/json';
import type { LoadTarget } from '../../core/load/ports';
import { payloadsOf, type PayloadChoice } from '../../core/load/plan/payloads';
import { readLoopback } from '../../core/load/plan/loopback';
import type { World } from '../../core/ports';

export interface Requests extends Omit<PayloadChoice, 'contentType'> {
  readonly payloads: readonly string[];
  readonly contentType: string | undefined;
  readonly accept: string | undefined;
  readonly answerType: string | undefined;
  readonly timeout: number;
}

/** Reads what is sent, after it is known that it goes nowhere else. */
export async function makeTarget(
  { loads }: Pick<World, 'loads'>,
  place: { readonly url: string; readonly variant: string | undefined },
  { payloads, contentType, accept, answerType, timeout, ...choice }: Requests,
  signal: AbortSignal,
): Promise<LoadTarget> {
  readLoopback(place.url);
  const files = await loads.readPayloads(payloads, signal);
  const headers = given({ accept, 'x-amzn-sagemaker-target-variant': place.variant });
  return {
    url: place.url,
    headers,
    payloads: payloadsOf(files, { ...choice, ...given({ contentType }) }),
    timeout,
    ...given({ answerType }),
  };
}
