/** What runs in the thread of a load, whose event loop is nobody else's. */
import { parentPort, workerData } from 'node:worker_threads';
import { AnswerReader } from '../../core/http/answerReader';
import type { Answer, Question } from '../../core/load/ports';
import { loadLimits } from '../../core/load/plan/loadStep';
import { Line, type LineEnd } from './line';
import type { FromThread, ThreadTarget, ToThread } from './messages';
import { requestBytes } from '../http/requestBytes';
import { Silence } from './silence';
import { StepRun } from './stepRun';

interface Known {
  readonly target: ThreadTarget;
  readonly requests: readonly Uint8Array[];
  readonly line: Line;
  readonly silence: Silence;
}

const checkEvery = 20;

function listen(port: NonNullable<typeof parentPort>, targets: readonly ThreadTarget[]): void {
  const known = targets.map((target): Known => ({
    target,
    requests: target.payloads.map(({ contentType, body }) =>
      requestBytes({ ...target, headers: { 'content-type': contentType, ...target.headers }, body }),
    ),
    line: new Line({ host: target.address, port: target.port }),
    silence: new Silence(),
  }));
  const tell = (message: FromThread): void => port.postMessage(message);
  const stops = new Map<number, () => void>();
  const begin = async (message: Exclude<ToThread, { kind: 'stop' }>): Promise<FromThread> => {
    const { id } = message;
    if (message.kind === 'step') {
      const [first] = known;
      if (!first) throw new Error('There is no target.');
      const run = new StepRun({
        ...first,
        step: message.step,
        beat: (beat) => tell({ kind: 'beat', id, beat }),
      });
      stops.set(id, () => run.stop());
      return { kind: 'tally', id, tally: await run.result };
    }
    return { kind: 'answer', id, answer: await ask(known, message.question, (stop) => stops.set(id, stop)) };
  };
  port.on('message', (message: ToThread) => {
    if (message.kind === 'stop') stops.get(message.id)?.();
    else void begin(message).then((answer) => (stops.delete(message.id), tell(answer)));
  });
}

async function ask(
  known: readonly Known[],
  { target: number, payload }: Question,
  stoppable: (stop: () => void) => void,
): Promise<Answer> {
  const { line, target, requests } = known[number] ?? {};
  const request = requests?.[payload];
  if (!line || !target || !request) throw new Error('There is no such payload.');
  const began = performance.now();
  const end = await new Promise<LineEnd>((finished) => {
    const reader = new AnswerReader(2 * loadLimits.payload);
    const timer = setInterval(() => line.check(performance.now()), checkEvery);
    const done = (given: LineEnd): void => {
      clearInterval(timer);
      finished(given);
    };
    stoppable(() => {
      line.close();
      done({ kind: 'failed', reason: 'reset' });
    });
    line.send(request, { reader, deadline: began + target.timeout, finished: done });
  });
  const milliseconds = performance.now() - began;
  if (end.kind === 'failed') return { ...end, milliseconds };
  const { headers, status } = end.reader.head ?? { headers: {}, status: 0 };
  return {
    kind: 'answered',
    status,
    contentType: headers['content-type'] ?? '',
    variant: headers['x-amzn-invoked-production-variant'],
    body: end.reader.body(),
    milliseconds,
  };
}

const given: readonly ThreadTarget[] = workerData;
if (parentPort) listen(parentPort, given);
