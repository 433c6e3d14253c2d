import { atOnce } from '../../core/atOnce';
import type { Send } from '../../core/serve/ports';
import type { Execution } from '../../core/transform/executionParameters';
import type { InputFile } from '../../core/transform/inputFile';
import { makeProcessing } from '../../core/transform/processing/processing';
import type { TransformOptions } from '../../core/transform/transformOptions';
import type { FileEnd, TransformEvent } from '../../core/transform/transformState';
import { Slots } from './slots';
import { transformFile, type FileWorld } from './transformFile';

export interface InputsTransform {
  readonly files: readonly InputFile[];
  readonly send: Send;
  readonly options: TransformOptions;
  readonly execution: Execution;
  readonly output: string;
  /** SageMaker goes on with the other files. */
  readonly stopsOnError: boolean;
}

/** All files against a container that runs. A file that fails is a result, not an error. */
export async function transformInputs(
  world: FileWorld,
  { files, stopsOnError, ...job }: InputsTransform,
  tell: (event: TransformEvent) => void,
  signal: AbortSignal,
): Promise<readonly FileEnd[]> {
  const { concurrent } = job.execution;
  const slots = new Slots(concurrent);
  const processing = makeProcessing(job.options);
  const ends: FileEnd[] = [];
  let isOver = false;
  await atOnce(files, concurrent, async (file) => {
    if (isOver) return;
    const end = await transformFile(world, file, { ...job, slots, processing, tell }, signal);
    isOver ||= stopsOnError && end.kind === 'failed';
    ends.push(end);
    tell({ kind: 'file', file: end, at: world.clock.now() });
  });
  return ends;
}
