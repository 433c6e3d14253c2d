// The parts of the world that tests need, started side by side. What is started here also goes when the
// process ends in another way: see `ownership.ts`.
import { startEmulator, type Emulator } from './emulator/emulator';
import { startEngine, type Engine } from './engine/engine';
import { loadPythonBase } from './engine/pythonBase';
import { startRegistry, type Registry } from './registry/registry';

export interface Parts {
  readonly engine: Engine;
  /** The name of the Python base image in the engine, which is started for it if need be. */
  readonly pythonBase: string;
  readonly registry: Registry;
  readonly emulator: Emulator;
}

interface Stoppable {
  readonly stop: () => Promise<void>;
}

export async function startBench<Part extends keyof Parts>(
  parts: readonly Part[],
): Promise<Pick<Parts, Part> & Stoppable> {
  const started: Stoppable[] = [];
  const keep = async <T extends Stoppable>(starting: Promise<T>) => {
    const part = await starting;
    started.push(part);
    return part;
  };
  const stop = async () => {
    for (const part of started.splice(0).toReversed()) await part.stop();
  };
  let engine: Promise<Engine> | undefined;
  const starts = {
    engine: () => (engine ??= keep(startEngine())),
    pythonBase: async () => loadPythonBase(await starts.engine()),
    registry: () => keep(startRegistry()),
    emulator: () => keep(startEmulator()),
  };
  const results = await Promise.allSettled(parts.map(async (part) => [part, await starts[part]()] as const));
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) {
    await stop();
    throw failure.reason;
  }
  const running: Pick<Parts, Part> = Object.assign(
    {},
    ...results.map((result) => (result.status === 'fulfilled' ? { [result.value[0]]: result.value[1] } : {})),
  );
  return { ...running, stop };
}
