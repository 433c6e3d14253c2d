import { Problem } from '../../core/problem';
import type { World } from '../../core/ports';
import type { Send } from '../../core/serve/ports';
import { assembled } from '../../core/transform/assemble';
import type { Execution } from '../../core/transform/executionParameters';
import type { InputFile } from '../../core/transform/inputFile';
import { MiniBatches, type MiniBatch } from '../../core/transform/miniBatches';
import type { Processing } from '../../core/transform/processing/processing';
import { makeSplitter, type DataRecord } from '../../core/transform/records/splitter';
import type { FileEnd, TransformEvent } from '../../core/transform/transformState';
import type { TransformOptions } from '../../core/transform/transformOptions';
import { tooLarge } from '../../core/transform/records/tooLarge';
import { joinBytes } from '../../core/bytes';
import { OrderedAnswers } from './orderedAnswers';
import { sendBatch, type BatchAnswer } from './sendBatch';
import type { Slots } from './slots';

export interface FileTransform {
  readonly send: Send;
  readonly options: TransformOptions;
  readonly execution: Execution;
  readonly processing: Processing;
  /** The folder of the answers. */
  readonly output: string;
  /** Shared by all files. */
  readonly slots: Slots;
  readonly tell: (event: TransformEvent) => void;
}

export type FileWorld = Pick<World, 'disk' | 'clock'>;

/** One file of the input. There is an `.out` file only when all of it was answered. */
export async function transformFile(
  world: FileWorld,
  file: InputFile,
  job: FileTransform,
  signal: AbortSignal,
): Promise<FileEnd> {
  const { disk } = world;
  const output = `${job.output}/${file.key}.out`;
  const part = `${output}.part`;
  await disk.makeFolder(output.slice(0, output.lastIndexOf('/')));
  const stop = new AbortController();
  const end = (): void => stop.abort();
  signal.addEventListener('abort', end);
  const writer = await disk.append(part);
  const isPacked = job.options.compression === 'Gzip';
  let records = 0;
  try {
    const answers = new OrderedAnswers<Answered>(job.execution.concurrent + 1, async ({ answer, batch }) => {
      if (answer.kind === 'failed') throw new Failed(answer);
      const finished = job.processing.finish(answer.body, batch.records);
      await writer.write(assembled(finished, job.options.assemble));
      records += batch.count;
      // Of what is packed, nobody knows how much is behind.
      const bytes = isPacked ? 0 : batch.bytes;
      job.tell({ kind: 'sent', records: batch.count, bytes, at: world.clock.now() });
    });
    for await (const batch of batchesOf(world, file, job, stop.signal)) {
      const free = await job.slots.take(stop.signal);
      const answer = call(world, { file, job, batch }, stop.signal).finally(free);
      await answers.add(answer.then((said) => ({ answer: said, batch })));
    }
    await answers.all();
    await writer.close();
    await disk.move(part, output);
    if (isPacked) job.tell({ kind: 'sent', records: 0, bytes: file.bytes, at: world.clock.now() });
    return { kind: 'done', key: file.key, output, records };
  } catch (error) {
    end();
    await writer.close();
    await disk.remove(part);
    signal.throwIfAborted();
    if (error instanceof Failed) return { ...error.answer, key: file.key, records };
    if (error instanceof Problem) return { kind: 'failed', key: file.key, reason: error.message, records };
    throw error;
  } finally {
    signal.removeEventListener('abort', end);
  }
}

interface Answered {
  readonly answer: BatchAnswer;
  readonly batch: Outgoing;
}

class Failed extends Error {
  readonly answer: Extract<BatchAnswer, { readonly kind: 'failed' }>;

  constructor(answer: Extract<BatchAnswer, { readonly kind: 'failed' }>) {
    super(answer.reason);
    this.answer = answer;
  }
}

/** A mini-batch, or a whole file that goes as it comes. */
interface Outgoing {
  readonly body: Uint8Array | undefined;
  readonly records: readonly DataRecord[];
  readonly count: number;
  /** Of the file. */
  readonly bytes: number;
}

async function call(
  world: FileWorld,
  { file, job, batch }: { readonly file: InputFile; readonly job: FileTransform; readonly batch: Outgoing },
  signal: AbortSignal,
): Promise<BatchAnswer> {
  const { contentType, accept, timeout, retries } = job.options;
  return sendBatch(
    world,
    {
      send: job.send,
      headers: {
        ...(contentType === undefined ? {} : { 'content-type': contentType }),
        ...(accept === undefined ? {} : { accept }),
      },
      body: async () => batch.body ?? (await contentOf(world, file, job, signal)),
      timeout: timeout * 1000,
      retries,
      retried: (reason, attempt) => job.tell({ kind: 'retry', file: file.key, reason, attempt }),
    },
    signal,
  );
}

async function contentOf(
  { disk }: FileWorld,
  file: InputFile,
  { options }: FileTransform,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  const content = await file.read(signal);
  return options.compression === 'Gzip' ? disk.gunzip(content) : content;
}

async function* batchesOf(
  world: FileWorld,
  file: InputFile,
  job: FileTransform,
  signal: AbortSignal,
): AsyncIterable<Outgoing> {
  const { split } = job.options;
  const { maxPayload, strategy } = job.execution;
  const limit = maxPayload === 0 ? Infinity : maxPayload * 1024 ** 2;
  if (split === 'None') {
    yield* wholeFile(world, file, { job, limit }, signal);
    return;
  }
  const splitter = makeSplitter(split, limit);
  const batches = new MiniBatches(strategy, limit);
  const isFramed = split !== 'Line';
  const take = (record: DataRecord): readonly MiniBatch[] => {
    // A frame goes only where it is needed to tell records apart.
    const alone = isFramed && strategy === 'SingleRecord' ? record.content : record.whole;
    return batches.add({ record, sent: job.processing.filter(alone) });
  };
  for await (const piece of await contentOf(world, file, job, signal))
    for (const record of splitter.push(piece)) for (const batch of take(record)) yield outgoing(batch);
  for (const record of splitter.end()) for (const batch of take(record)) yield outgoing(batch);
  for (const batch of batches.end()) yield outgoing(batch);
}

const outgoing = ({ body, records }: MiniBatch): Outgoing => ({
  body,
  records,
  count: records.length,
  bytes: records.reduce((sum, { whole }) => sum + whole.length, 0),
});

/** The whole file is one record. Without a limit it goes in chunks, as it is read. */
async function* wholeFile(
  world: FileWorld,
  file: InputFile,
  { job, limit }: { readonly job: FileTransform; readonly limit: number },
  signal: AbortSignal,
): AsyncIterable<Outgoing> {
  if (limit === Infinity && !job.processing.reads) {
    yield { body: undefined, records: [], count: 1, bytes: file.bytes };
    return;
  }
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of await contentOf(world, file, job, signal)) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes > limit) throw tooLarge(limit);
  }
  const whole = joinBytes(pieces);
  const record = { whole, content: whole };
  yield { body: job.processing.filter(whole), records: [record], count: 1, bytes: file.bytes };
}
