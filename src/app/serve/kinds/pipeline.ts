import { targetContainerHeader, without } from '../../../core/serve/kinds/headers';
import {
  containerError,
  noTargetContainer,
  wrongTargetContainer,
} from '../../../core/serve/kinds/kindErrors';
import { firstHeaders, nextHeaders } from '../../../core/serve/kinds/pipelineHeaders';
import type { RuntimeAnswer, Send } from '../../../core/serve/ports';
import type { LogPlace } from '../../../core/serve/runtimeErrors';
import { noAnswer } from '../../../core/serve/runtimeErrors';
import { textOf, wholeBody } from '../body';

/** A container of several, by the name under which requests and errors know it. */
export interface Stage {
  readonly name: string;
  readonly send: Send;
}

/** The answer of each container is the request of the next; the first that fails ends it. */
export const serialSend =
  (stages: readonly Stage[], place: LogPlace): Send =>
  async (request, signal) => {
    let next = { ...request, headers: firstHeaders(request.headers, stages.length === 1) };
    for (const [index, stage] of stages.entries()) {
      const answer = named(await stage.send(next, signal), stage, place);
      if (answer.kind !== 'answered') return answer;
      if (answer.status < 200 || answer.status > 299) return failed(answer, stage, place);
      if (index === stages.length - 1) return answer;
      const body = await wholeBody(answer.body);
      const isLast = index === stages.length - 2;
      const headers = nextHeaders(request.headers, answer.headers, isLast);
      next = { path: request.path, headers, body, bytes: body.length };
    }
    return { kind: 'failed', reason: 'refused' };
  };

/** A request names its container. */
export const directSend =
  (stages: readonly Stage[], place: LogPlace): Send =>
  async (request, signal) => {
    const name = request.headers[targetContainerHeader];
    if (name === undefined) return { kind: 'refused', error: noTargetContainer(place.endpoint) };
    const stage = stages.find((each) => each.name === name);
    if (!stage) return { kind: 'refused', error: wrongTargetContainer(name, place.endpoint) };
    const headers = without(request.headers, targetContainerHeader);
    const answer = named(await stage.send({ ...request, headers }, signal), stage, place);
    const isFailed = answer.kind === 'answered' && (answer.status < 200 || answer.status > 299);
    return isFailed ? failed(answer, stage, place) : answer;
  };

async function failed(
  answer: Extract<RuntimeAnswer, { readonly kind: 'answered' }>,
  { name }: Stage,
  place: LogPlace,
): Promise<RuntimeAnswer> {
  const text = await textOf(answer.body);
  return { kind: 'refused', error: containerError({ container: name, status: answer.status, text }, place) };
}

/** Silence is told with the name of who was silent. */
function named(answer: RuntimeAnswer, { name }: Stage, place: LogPlace): RuntimeAnswer {
  if (answer.kind !== 'failed') return answer;
  const error = noAnswer(answer.reason, place);
  const words = error.original?.message.replaceAll('container primary', `container ${name}`) ?? '';
  return { kind: 'refused', error: containerError({ container: name, status: 0, text: words }, place) };
}
