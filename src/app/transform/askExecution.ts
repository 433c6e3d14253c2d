import type { JsonValue } from '../../core/json';
import type { HttpCalls } from '../../core/serve/ports';
import { readExecutionParameters, type ExecutionParameters } from '../../core/transform/executionParameters';

/** Milliseconds. */
const patience = 2000;

/** What the container says about how it wants its batches; nothing when it has no such path. */
export async function askExecution(
  http: HttpCalls,
  address: string,
  signal: AbortSignal,
): Promise<ExecutionParameters> {
  const url = `${address}/execution-parameters`;
  const answer = await http.call({ method: 'GET', url, headers: {}, timeout: patience }, signal);
  if (answer.kind !== 'answered' || answer.status !== 200) return {};
  try {
    const value: JsonValue = JSON.parse(new TextDecoder().decode(answer.body));
    return readExecutionParameters(value);
  } catch {
    return {};
  }
}
