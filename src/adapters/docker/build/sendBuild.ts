import type Dockerode from 'dockerode';
import { pack } from 'tar-stream';
import type { RegistryKey } from '../../../core/ecr/ports';
import type { BuildEvent } from '../../../core/images/build/buildEvent';
import type { ImageBuild } from '../../../core/images/build/imageBuild';
import { engineKey } from '../engineKey';
import { readLines } from '../lines';
import type { BuildEnd, BuildLog } from './buildLog';
import { refusal } from './buildProblem';
import type { PackedContext, SentTeller } from './context/packContext';

interface Asked {
  readonly docker: Dockerode;
  readonly query: Readonly<Record<string, string | boolean>>;
  readonly context: PackedContext;
  readonly keys: readonly RegistryKey[];
  readonly log: BuildLog;
}

/** Milliseconds between two words on how much was sent. */
const beat = 100;

/** Sends the context, and follows what the engine makes of it. */
export async function sendBuild(
  { docker, query, context, keys, log }: Asked,
  report: (event: BuildEvent) => void,
  signal: AbortSignal,
): Promise<BuildEnd> {
  const tar = pack();
  let failure: unknown;
  const packing = context.pack(tar, sentTeller(report), signal).catch((error: unknown) => {
    failure ??= error;
    tar.destroy(error instanceof Error ? error : undefined);
  });
  try {
    const registryconfig = Object.fromEntries(keys.map((key) => [key.registry, engineKey(key)]));
    const stream = await docker.buildImage(tar, { _query: query, registryconfig, abortSignal: signal });
    for await (const line of readLines(stream)) log.read(JSON.parse(line)).forEach(report);
  } catch (error) {
    signal.throwIfAborted();
    throw failure ?? refusal(error) ?? error;
  } finally {
    // An engine that is done takes no more.
    tar.destroy();
    await packing;
  }
  return log.end();
}

function sentTeller(report: (event: BuildEvent) => void): SentTeller {
  let told = 0;
  return (bytes, isAll) => {
    const now = Date.now();
    if (!isAll && now - told < beat) return;
    told = now;
    report({ kind: 'sent', bytes });
  };
}

export const queryOf = (
  { name, target, args, platform }: ImageBuild,
  dockerfile: string,
): Asked['query'] => ({
  t: name,
  dockerfile,
  rm: true,
  forcerm: true,
  buildargs: JSON.stringify(args),
  ...(target === undefined ? {} : { target }),
  ...(platform === undefined ? {} : { platform }),
});
