import * as l10n from '@vscode/l10n';
import type Dockerode from 'dockerode';
import { pack } from 'tar-stream';
import type { RegistryKey } from '../../../core/ecr/ports';
import type { ImageBuild } from '../../../core/images/build/imageBuild';
import type { Docker } from '../../../core/ports';
import { Problem } from '../../../core/problem';
import type { Ask } from '../engine';
import { engineKey } from '../engineKey';
import { readLines } from '../lines';
import type { BuildLog } from './buildLog';
import { buildProblem, refusal } from './buildProblem';
import { chooseBuilder } from './chooseBuilder';
import { BuildKitLog } from './buildkitLog';
import { ClassicLog } from './classicLog';
import type { PackedContext } from './packContext';
import { packedContext } from './packContext';
import { openSession } from './session';

export const makeBuild =
  (ask: Ask): Docker['buildImage'] =>
  async (build, report, signal) =>
    ask(signal, async (docker) => {
      const builder = await chooseBuilder(docker, process.env['DOCKER_BUILDKIT'], signal);
      const context = await packedContext(build, builder);
      const query = queryOf(build, context.dockerfile);
      const { keys = [] } = build;
      if (builder === 'classic')
        return follow({ docker, query, context, keys, log: new ClassicLog() }, report, signal);
      const session = await openSession(docker, keys, signal);
      try {
        const asked = { ...query, version: '2', session: session.id };
        return await follow(
          { docker, query: asked, context, keys: [], log: new BuildKitLog() },
          report,
          signal,
        );
      } finally {
        session.close();
      }
    });

interface Asked {
  readonly docker: Dockerode;
  readonly query: Readonly<Record<string, string | boolean>>;
  readonly context: PackedContext;
  /** BuildKit asks for them over its session instead. */
  readonly keys: readonly RegistryKey[];
  readonly log: BuildLog;
}

async function follow(
  { docker, query, context, keys, log }: Asked,
  report: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const tar = pack();
  let failure: unknown;
  const packing = context.pack(tar, signal).catch((error: unknown) => {
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
  settle(log);
}

function queryOf({ name, target, args, platform }: ImageBuild, dockerfile: string): Asked['query'] {
  return {
    t: name,
    dockerfile,
    rm: true,
    forcerm: true,
    buildargs: JSON.stringify(args),
    ...(target === undefined ? {} : { target }),
    ...(platform === undefined ? {} : { platform }),
  };
}

/** The engine answers with success, whatever becomes of the build. */
function settle(log: BuildLog): void {
  const end = log.end();
  switch (end.kind) {
    case 'built':
      return;
    case 'failed':
      throw buildProblem(end);
    case 'cut':
      throw new Problem('docker-stopped', l10n.t('The Docker engine went away during the build.'));
  }
}
