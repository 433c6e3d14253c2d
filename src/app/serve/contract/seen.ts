import type { Seen } from '../../../core/serve/contract/evidence';
import type { HttpAnswer } from '../../../core/serve/ports';

/** Bytes of a body that are kept as text. */
const kept = 4096;

export function seen(answer: HttpAnswer): Seen {
  if (answer.kind === 'failed') return answer;
  const { status, headers, body, milliseconds, firstByte, chunks } = answer;
  return {
    kind: 'answered',
    status,
    contentType: headers['content-type'] ?? '',
    server: headers['server'] ?? '',
    bytes: body.length,
    text: new TextDecoder().decode(body.subarray(0, kept)),
    milliseconds,
    firstByte,
    chunks,
  };
}

export const isWell = (answer: HttpAnswer): boolean =>
  answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
