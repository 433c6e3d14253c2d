import * as l10n from '@vscode/l10n';
import type Dockerode from 'dockerode';
import type { RegistryKey } from '../../core/ecr/ports';
import { splitName } from '../../core/images/image';
import type { LayerReport, PushedImage } from '../../core/ports';
import { field } from '../field';
import { engineKey } from './engineKey';
import { pushProblem } from './pushProblem';

interface Push {
  readonly name: string;
  readonly key: RegistryKey;
}

/** The key goes to the engine with this one request, and into no file. */
export async function pushImage(
  docker: Dockerode,
  { name, key }: Push,
  report: (layer: LayerReport) => void,
  abortSignal: AbortSignal,
): Promise<PushedImage> {
  const { repository, tag } = splitName(name);
  const image = docker.getImage(repository);
  const stream = await image.push({ tag, authconfig: engineKey(key), abortSignal });
  let refusal: string | undefined;
  let digest: string | undefined;
  await new Promise<void>((resolve, reject) => {
    docker.modem.followProgress(
      stream,
      (error: Error | null) => (error ? reject(error) : resolve()),
      (event: unknown) => {
        refusal ??= textOf(event, 'error');
        digest = textOf(field(event, 'aux'), 'Digest') ?? digest;
        const layer = layerReport(event);
        if (layer) report(layer);
      },
    );
  });
  abortSignal.throwIfAborted();
  // The engine tells of failures inside of the stream, under a status of success.
  if (refusal !== undefined) throw pushProblem(refusal, name);
  if (digest === undefined) throw pushProblem(l10n.t('the connection ended early'), name);
  return { digest };
}

const states: Readonly<Record<string, LayerReport['state']>> = {
  Preparing: 'waiting',
  Waiting: 'waiting',
  Pushing: 'moving',
  Pushed: 'there',
  'Layer already exists': 'known',
};

const begun: ReadonlyArray<readonly [string, LayerReport['state']]> = [
  ['Mounted from', 'known'],
  ['Retrying in', 'broken'],
];

function layerReport(event: unknown): LayerReport | undefined {
  const layer = textOf(event, 'id');
  const status = textOf(event, 'status') ?? '';
  const state = states[status] ?? begun.find(([words]) => status.startsWith(words))?.[1];
  if (layer === undefined || state === undefined) return undefined;
  const detail = field(event, 'progressDetail');
  const [sent, total] = [field(detail, 'current'), field(detail, 'total')];
  return {
    layer,
    state,
    ...(typeof sent === 'number' ? { sent } : {}),
    ...(typeof total === 'number' ? { total } : {}),
  };
}

function textOf(value: unknown, name: string): string | undefined {
  const text = field(value, name);
  return typeof text === 'string' ? text : undefined;
}
