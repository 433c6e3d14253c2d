import * as l10n from '@vscode/l10n';
import type { Entry } from '../../userFile/fileText';
import { fileText } from '../../userFile/fileText';
import { nameOf } from '../../paths';

/** What somebody said about a new run. Paths are relative to the run file. */
export interface NewRun {
  readonly container: { readonly image: string } | { readonly dockerfile: string };
  readonly data?: string;
  /** A program for images with SageMaker's training toolkit. */
  readonly script?: string;
}

/** The text of a new run file, with comments that say what else there is. */
export function newRunFile(run: NewRun): string {
  return fileText(
    [
      l10n.t('One training run, on this machine and on SageMaker.'),
      l10n.t('Rest on a key to read about it; type " for what else there is.'),
    ],
    [container(run), ...script(run), ...data(run), ...settings()],
  );
}

function container({ container: given }: NewRun): Entry {
  return 'image' in given
    ? {
        key: 'image',
        value: given.image,
        comment: l10n.t('The image to train in. "build" would build one first.'),
      }
    : {
        key: 'build',
        value: { dockerfile: given.dockerfile },
        comment: l10n.t('The image is built from this Dockerfile first.'),
      };
}

function script({ script: path }: NewRun): readonly Entry[] {
  const comment = l10n.t(
    "Your program, for images with SageMaker's training toolkit: it runs in /opt/ml/code.",
  );
  if (path === undefined)
    return [{ key: 'source', value: { folder: 'src', entry: 'train.py' }, comment, off: true }];
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? '.' : path.slice(0, slash);
  return [{ key: 'source', value: { folder, entry: nameOf(path) }, comment }];
}

function data({ data: folder }: NewRun): readonly Entry[] {
  const comment = l10n.t('Input data: the container finds each channel in /opt/ml/input/data/<channel>.');
  if (folder === undefined) return [{ key: 'channels', value: { train: 'data/train' }, comment, off: true }];
  return [{ key: 'channels', value: { [channelFor(folder)]: folder }, comment }];
}

/** `data/train` is the channel `train`; what says nothing gets the name that the SDK gives. */
function channelFor(folder: string): string {
  const name = nameOf(folder.replace(/\/+$/, ''))
    .replaceAll(/[^A-Za-z0-9_]+/g, '_')
    .slice(0, 64);
  return /^(?:data|_*|\d+)$/.test(name) ? 'training' : name;
}

const settings = (): readonly Entry[] => [
  {
    key: 'hyperparameters',
    value: { epochs: 10 },
    comment: l10n.t('What /opt/ml/input/config/hyperparameters.json holds; all of it arrives as text.'),
    off: true,
  },
  {
    key: 'metrics',
    value: [{ name: 'loss', regex: 'loss=([0-9.]+)' }],
    comment: l10n.t('Numbers to read out of the log.'),
    off: true,
  },
  {
    key: 'local',
    value: { gpus: 'all', shmSize: '8g' },
    comment: l10n.t('What only this machine needs to know.'),
    off: true,
  },
  {
    key: 'cloud',
    value: {
      role: 'arn:aws:iam::111122223333:role/my-role',
      instanceType: 'ml.m5.xlarge',
      output: 's3://bucket/prefix',
    },
    comment: l10n.t('What only SageMaker needs to know.'),
    off: true,
  },
  { key: 'maxRuntime', value: 3600, comment: l10n.t('Seconds until the run is stopped.') },
];
