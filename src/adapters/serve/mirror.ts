import { limits } from '../../core/serve/limits';
import type { FrontEvent, FrontVariant, RuntimeRequest } from '../../core/serve/ports';

/** Sends a request again to the shadow. Its answer is read, counted and dropped. */
export async function mirror(
  shadow: FrontVariant,
  request: RuntimeRequest,
  report: (event: FrontEvent) => void,
): Promise<void> {
  if (!shadow.isUp) return;
  const began = performance.now();
  const at = Date.now();
  const life = new AbortController();
  const enough = setTimeout(() => life.abort(), limits.answer);
  let [status, sent] = [0, 0];
  try {
    const answer = await shadow.send(request, life.signal);
    if (answer.kind === 'answered') {
      for await (const piece of answer.body) sent += piece.length;
      ({ status } = answer);
    } else if (answer.kind === 'refused') ({ status } = answer.error);
  } catch {
    status = 0;
  } finally {
    clearTimeout(enough);
  }
  report({
    kind: 'request',
    at,
    variant: shadow.name,
    shadow: true,
    status,
    isModelError: status < 200 || status > 299,
    milliseconds: performance.now() - began,
    received: request.bytes ?? 0,
    sent,
  });
}
