import * as l10n from '@vscode/l10n';
import type { FileFinding } from '../../../userFile/finding';
import type { Channel } from '../runFile';
import type { Look } from './check';
import { finding } from '../../../userFile/check/finding';
import { checkS3 } from '../../../userFile/check/forms';

export function* checkChannels(look: Look): Iterable<FileFinding> {
  const { run, places } = look;
  const channels = Object.entries(run.channels);
  if (channels.length > 20)
    yield finding(
      'RUN401',
      'error',
      places.key(['channels']),
      l10n.t('SageMaker takes at most 20 channels; these are {0}.', channels.length),
    );
  for (const [name, channel] of channels) {
    yield* checkName(look, name);
    yield* checkPlace(look, name, channel);
    yield* checkMode(look, name, channel);
    yield* checkManifest(look, name, channel);
  }
}

function* checkName({ places }: Look, name: string): Iterable<FileFinding> {
  const range = places.key(['channels', name]);
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(name))
    yield finding(
      'RUN402',
      'error',
      range,
      l10n.t('The name of a channel has 1 to 64 letters, digits, dots, hyphens and underscores.'),
    );
  else if (/[.-]/.test(name))
    yield finding(
      'RUN403',
      'warning',
      range,
      l10n.t(
        'No shell can read SM_CHANNEL_{0}, and with version 3 of the SageMaker Python SDK the job fails. Use underscores: {1}.',
        name.toUpperCase(),
        name.replaceAll(/[.-]/g, '_'),
      ),
    );
}

function* checkPlace({ places, missing }: Look, name: string, channel: Channel): Iterable<FileFinding> {
  const path = ['channels', name];
  const { local, s3 } = channel;
  if (!places.has([...path, 'local']) && s3 === undefined && local === undefined)
    yield finding(
      'RUN404',
      'error',
      places.key(path),
      l10n.t('Where is the data of {0}? Add "local", a folder here, or "s3", an address.', name),
    );
  if (local !== undefined && missing.has(local))
    yield finding(
      'RUN405',
      'error',
      places.value([...path, 'local']),
      l10n.t('There is no file or folder {0}. The path is relative to this file.', local),
    );
  if (local !== undefined && /^(?!s3:)[a-z0-9+]{2,}:\/\//i.test(local))
    yield finding(
      'RUN406',
      'error',
      places.value([...path, 'local']),
      l10n.t('Data comes from a folder on this machine or from s3://bucket/prefix, not from {0}.', local),
    );
  if (s3 !== undefined)
    yield* checkS3(s3, { places, path: [...path, 's3'], id: 'RUN406', severity: 'error' });
}

function* checkMode({ places }: Look, name: string, channel: Channel): Iterable<FileFinding> {
  const path = ['channels', name];
  if (channel.compression === 'Gzip' && channel.mode !== 'Pipe')
    yield finding(
      'RUN407',
      'error',
      places.value([...path, 'compression']),
      l10n.t('SageMaker unpacks Gzip only in mode Pipe. Set "mode": "Pipe", or unpack in your program.'),
    );
  if (channel.mode === 'FastFile' && channel.s3DataType !== 'S3Prefix')
    yield finding(
      'RUN408',
      'error',
      places.value([...path, 's3DataType']),
      l10n.t('FastFile works with an S3 prefix only. Set "mode": "File", or name a prefix.'),
    );
  if (channel.recordWrapper === 'RecordIO' && channel.mode !== 'Pipe')
    yield finding(
      'RUN410',
      'warning',
      places.value([...path, 'recordWrapper']),
      l10n.t('Records are wrapped in mode Pipe only; in mode {0} the files stay as they are.', channel.mode),
    );
  if (channel.mode === 'Pipe')
    yield finding(
      'RUN411',
      'info',
      places.value([...path, 'mode']),
      l10n.t(
        'On this machine, Pipe needs a Docker engine on Linux that shares its files: FIFOs do not cross into a virtual machine.',
      ),
    );
}

function* checkManifest({ places }: Look, name: string, channel: Channel): Iterable<FileFinding> {
  const path = ['channels', name];
  const { attributeNames = [], mode, s3DataType } = channel;
  const isAugmented = s3DataType === 'AugmentedManifestFile';
  if (isAugmented && attributeNames.length === 0)
    yield finding(
      'RUN409',
      'error',
      places.value([...path, 's3DataType']),
      l10n.t('An augmented manifest needs "attributeNames": which of its attributes should be streamed.'),
    );
  if (isAugmented && mode !== 'Pipe')
    yield finding(
      'RUN409',
      'error',
      places.value([...path, 's3DataType']),
      l10n.t('An augmented manifest needs "mode": "Pipe".'),
    );
  if (isAugmented && channel.local === undefined)
    yield finding(
      'RUN412',
      'info',
      places.value([...path, 's3DataType']),
      l10n.t(
        'Only SageMaker streams an augmented manifest. For runs on this machine, give {0} a "local" folder with the same records.',
        name,
      ),
    );
  if (!isAugmented && channel.attributeNames)
    yield finding(
      'RUN409',
      'warning',
      places.key([...path, 'attributeNames']),
      l10n.t(
        'Only an augmented manifest has attributes. Set "s3DataType": "AugmentedManifestFile", or remove this.',
      ),
    );
}
