import * as l10n from '@vscode/l10n';
import type { ObjectPlace, Objects } from '../../core/aws/ports';
import type { Queued } from '../../core/invoke/invoker';
import type { Clock } from '../../core/ports';
import { Problem } from '../../core/problem';
import { parseS3 } from '../../core/run/s3/s3Place';

/** Milliseconds. */
const waits = { first: 1000, most: 10_000 } as const;
/** S3 says the same of what is not there to whoever may not list the bucket: after so many looks it is believed. */
const mostDenials = 30;

export type QueuedAnswer =
  | { readonly kind: 'answered'; readonly body: Uint8Array; readonly place: string }
  | { readonly kind: 'model-failed'; readonly message: string; readonly place: string };

/** Looks where an asynchronous endpoint leaves its answer, or the reason for none, until one is there. */
export async function awaitAnswer(
  { objects, clock }: { readonly objects: Objects; readonly clock: Clock },
  { output, failure }: Queued,
  signal: AbortSignal,
): Promise<QueuedAnswer> {
  const answered = output === undefined ? undefined : parseS3(output);
  if (output === undefined || !answered)
    throw new Problem('aws-failed', l10n.t('SageMaker did not say where the answer will be.'));
  const failed = failure === undefined ? undefined : parseS3(failure);
  const look = new Look(objects);
  for (let wait: number = waits.first; ; wait = Math.min(waits.most, wait * 1.5)) {
    const body = await look.read(answered, signal);
    if (body) return { kind: 'answered', body, place: output };
    const reason = failed && (await look.read(failed, signal));
    if (reason)
      return { kind: 'model-failed', message: new TextDecoder().decode(reason), place: failure ?? '' };
    await clock.sleep(wait, signal);
  }
}

class Look {
  readonly #objects: Objects;
  #denials = 0;

  constructor(objects: Objects) {
    this.#objects = objects;
  }

  /** Nothing as long as there is nothing. */
  async read(place: ObjectPlace, signal: AbortSignal): Promise<Uint8Array | undefined> {
    try {
      const found = await this.#objects.find(place, signal);
      const parts: Uint8Array[] = [];
      for await (const part of await this.#objects.read(found, signal)) parts.push(part);
      return joined(parts);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.kind === 'aws-denied') this.#denials += 1;
      else if (error.kind !== 'data-missing') throw error;
      if (this.#denials > mostDenials) throw error;
      return undefined;
    }
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
