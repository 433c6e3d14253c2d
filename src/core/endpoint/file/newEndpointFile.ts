import * as l10n from '@vscode/l10n';
import { fileText } from '../../userFile/fileText';

/** What somebody said about a new endpoint. Paths are relative to the endpoint file. */
export interface NewEndpoint {
  readonly name: string;
  readonly container: { readonly image: string } | { readonly dockerfile: string };
  readonly model?: string;
}

/** The text of a new endpoint file, with comments that say what else there is. */
export function newEndpointFile({ name, container, model }: NewEndpoint): string {
  const variant = {
    name: 'main',
    ...('image' in container ? { image: container.image } : { build: container.dockerfile }),
    ...(model === undefined ? {} : { model }),
    instanceType: 'ml.m5.large',
    instances: 1,
    weight: 1,
  };
  return fileText(
    [
      l10n.t('One endpoint, on this machine and on SageMaker.'),
      l10n.t('Rest on a key to read about it; type " for what else there is.'),
    ],
    [
      { key: 'name', value: name },
      {
        key: 'local',
        value: { gpus: 'all', shmSize: '1g', port: 8080 },
        comment: l10n.t('What only this machine needs to know.'),
        off: true,
      },
      {
        key: 'cloud',
        value: { role: 'arn:aws:iam::111122223333:role/my-role' },
        comment: l10n.t('What only SageMaker needs to know.'),
        off: true,
      },
      {
        key: 'variants',
        value: [variant],
        comment: l10n.t(
          'What answers. Several variants share the requests by their weights.\nWith "serverless" instead of "instanceType" it runs without instances.',
        ),
      },
    ],
  );
}
