import * as l10n from '@vscode/l10n';
import { finding } from '../../../userFile/check/finding';
import { checkS3, type Spot } from '../../../userFile/check/forms';
import type { FileFinding } from '../../../userFile/finding';
import { containersOf } from '../endpointFile';
import type { Look } from './look';

/** What a shadow variant cannot be together with. */
export function* checkShadow({ endpoint, places }: Look): Iterable<FileFinding> {
  const { shadow, variants } = endpoint;
  if (!shadow) return;
  const say = (id: string, message: string): FileFinding =>
    finding(id, 'error', places.key(['shadow']), message);
  if (variants.length > 1)
    yield say(
      'END631',
      l10n.t('Beside a shadow there is one production variant; these are {0}.', variants.length),
    );
  const all = [...variants, shadow];
  const isThere: ReadonlyArray<readonly [boolean, string]> = [
    [endpoint.async !== undefined, 'async'],
    [all.some(({ serverless }) => serverless), 'serverless'],
    [all.some(({ serving }) => serving.kind === 'several'), 'containers'],
    [all.flatMap(containersOf).some(({ multiModel }) => multiModel), 'multiModel'],
  ];
  for (const [found, key] of isThere)
    if (found) yield say('END632', l10n.t('An endpoint with "{0}" cannot have a shadow.', key));
  if (all.some(({ instanceType }) => instanceType?.startsWith('ml.inf1.')))
    yield say('END633', l10n.t('Endpoints on ml.inf1 cannot have a shadow.'));
}

export function* checkAsync({ endpoint, places }: Look): Iterable<FileFinding> {
  const { async } = endpoint;
  if (!async) return;
  const spot = (id: string, key: string): Spot => ({ places, path: ['async', key], id, severity: 'error' });
  if (places.has(['async', 'output']) && async.output !== '')
    yield* checkS3(async.output, spot('END651', 'output'));
  if (async.failures !== undefined) yield* checkS3(async.failures, spot('END652', 'failures'));
  for (const [key, topic] of Object.entries(async.notifications))
    if (!/^arn:aws[a-z-]*:sns:[a-z0-9-]*:\d{12}:[\w.-]+$/.test(topic))
      yield finding(
        'END653',
        'error',
        places.value(['async', 'notifications', key]),
        l10n.t(
          '{0} is no ARN of a topic. It looks like arn:aws:sns:eu-central-1:111122223333:answers.',
          topic,
        ),
      );
}
