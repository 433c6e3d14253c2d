import * as l10n from '@vscode/l10n';
import type Dockerode from 'dockerode';
import type { RegistryKey } from '../../core/ecr/ports';
import { splitName } from '../../core/images/image';
import type { LayerReport, PushedImage } from '../../core/ports';
import { Problem } from '../../core/problem';
import { field } from '../field';
import { engineKey } from './engineKey';

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

function layerReport(event: unknown): LayerReport | undefined {
  const layer = textOf(event, 'id');
  const status = textOf(event, 'status') ?? '';
  const state = status.startsWith('Mounted from') ? 'known' : states[status];
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

/** The engine hands on the words of the registry, and has no codes for them. */
function pushProblem(words: string, name: string): Problem {
  if (/token has expired/i.test(words))
    return new Problem('push-expired', l10n.t('The sign-in to the registry of {0} ran out.', name));
  if (/^(?:denied|unauthorized|no basic auth)|authentication required|authorization failed/i.test(words))
    return new Problem(
      'push-refused',
      l10n.t('You may not push to {0}. The registry said: {1}', name, words),
    );
  if (/immutable|already exists/i.test(words))
    return new Problem(
      'push-refused',
      l10n.t('The tag of {0} is taken, and tags of this repository cannot be moved. Push another tag.', name),
    );
  if (/does not exist locally|image is not known/i.test(words))
    return new Problem('image-missing', l10n.t('There is no image {0} on this engine.', name));
  if (/name unknown|does not exist/i.test(words))
    return new Problem('push-refused', l10n.t('There is no repository for {0}: {1}', name, words));
  if (/no space left/i.test(words))
    return new Problem('disk-full', l10n.t('The disk of the Docker engine is full: {0}', words));
  return new Problem(
    'push-failed',
    l10n.t('{0} was not pushed: {1}. What has arrived stays there; try again.', name, words),
  );
}
