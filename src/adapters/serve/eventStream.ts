import { EventStreamCodec } from '@smithy/core/event-streams';
import { fromUtf8, toUtf8 } from '@smithy/core/serde';

const codec = new EventStreamCodec(toUtf8, fromUtf8);
const text = (value: string) => ({ type: 'string' as const, value });

export const eventStreamType = 'application/vnd.amazon.eventstream';

/** A piece of an answer, in AWS's frame. */
export const payloadPart = (body: Uint8Array): Uint8Array =>
  codec.encode({
    headers: {
      ':message-type': text('event'),
      ':event-type': text('PayloadPart'),
      ':content-type': text('application/octet-stream'),
    },
    body,
  });

/** The end of an answer that broke off. */
export const streamError = (
  code: 'ModelInvocationTimeExceeded' | 'StreamBroken',
  message: string,
): Uint8Array =>
  codec.encode({
    headers: {
      ':message-type': text('exception'),
      ':exception-type': text('ModelStreamError'),
      ':content-type': text('application/json'),
    },
    body: fromUtf8(JSON.stringify({ Message: message, ErrorCode: code })),
  });
