import * as l10n from '@vscode/l10n';
import { fileOf, type Signature } from '../signature';

/** What the engine and its machine lack or refuse. */
export const engineSignatures: readonly Signature[] = [
  {
    id: 'no-space',
    phases: ['any'],
    exitCodes: [1],
    pattern: /No space left on device|[Ii]nsufficient disk space|\[Errno 28\]/,
    onSuccess: true,
    words: ({ end }) => ({
      title: l10n.t('The disk is full'),
      cause: l10n.t(
        'The program could not write. Locally the disk of the engine or of the run is full; on SageMaker it would be the volume of the instance.',
      ),
      fixes: [
        l10n.t('See what Docker keeps with docker system df, and remove images that you no longer use.'),
        l10n.t('Delete old runs.'),
        end.isServer
          ? l10n.t('For SageMaker, raise "volumeSize" of the variant.')
          : l10n.t(
              'For SageMaker, raise "volumeSize" of the run file, and write large temporary data to /tmp.',
            ),
      ],
    }),
  },
  {
    id: 'port-in-use',
    phases: ['start', 'serve'],
    exitCodes: [125],
    pattern:
      /Bind for \S+:(?<port>\d+) failed: port is already allocated|[Aa]ddress already in use|bind: An attempt was made to access a socket/,
    words: ({ named, end }) => ({
      title:
        named('port') === ''
          ? l10n.t('A port is already in use')
          : l10n.t('Port {0} is already in use', named('port')),
      cause: l10n.t('Another container or program on this machine, or in this container, listens there.'),
      fixes: [
        l10n.t('Stop the other one, or choose another port.'),
        ...(end.isServer
          ? []
          : [l10n.t('If this is the port of the debugger, set "debug" of the run file to another number.')]),
      ],
    }),
  },
  {
    id: 'platform-mismatch-warning',
    phases: ['start'],
    exitCodes: [],
    weight: 'hint',
    pattern:
      /requested image's platform \((?<image>[^)]+)\) does not match the detected host platform \((?<host>[^)]+)\)/,
    words: ({ named, ...found }) => ({
      title: l10n.t('The image is for {0}, the engine is {1}', named('image'), named('host')),
      cause: l10n.t('The image runs in emulation: slowly, and without some instructions of the processor.'),
      fixes: [
        l10n.t('Use an image for {0}, if there is one.', named('host')),
        l10n.t('Or set "platform" in {0}, to say that emulation is meant.', fileOf({ named, ...found })),
      ],
    }),
  },
  {
    id: 'network-exists',
    phases: ['start'],
    exitCodes: [],
    pattern:
      /network (?:with name )?sagemaker-local (?:already exists|was found but has incorrect label)|network sagemaker-local .{0,200}incorrect label/,
    words: () => ({
      title: l10n.t('A network sagemaker-local is in the way'),
      cause: l10n.t(
        'The Python SDK wants to create this network itself, and finds one that it did not make.',
      ),
      fixes: [l10n.t('Remove it: docker network rm sagemaker-local. Runs of this extension do not need it.')],
    }),
  },
  {
    id: 'root-owned-output',
    phases: ['cleanup'],
    exitCodes: [],
    pattern:
      /Failed to delete: (?<path>\S.{0,500}?) Please remove it manually|Failed to clean up root-owned files|PermissionError: \[Errno 13\] Permission denied: .{0,500}(?:tmp\w+|algo-\d)/,
    words: ({ named }) => ({
      title: l10n.t('Files of the run belong to root'),
      cause: l10n.t('The container runs as root, and so do the files that it wrote.'),
      fixes: [
        l10n.t(
          'Delete them in a container, which is root as well: {0}',
          named('path') || 'docker run --rm -v …',
        ),
        l10n.t('Runs of this extension hand their files over to you when they end.'),
      ],
    }),
  },
  {
    id: 'fuse-privilege',
    phases: ['run'],
    exitCodes: [1],
    pattern:
      /fuse: device not found|\/dev\/fuse\b.{0,80}(?:[Nn]o such|not permitted|denied|not found)|(?:open|find) \/dev\/fuse|Operation not permitted.{0,100}\bmount/,
    words: ({ end }) => ({
      title: l10n.t('The program tried to mount a file system'),
      cause: l10n.t('Containers on SageMaker may not mount: they get neither /dev/fuse nor more rights.'),
      fixes: [
        end.isServer
          ? l10n.t('Bring the data with the model, or load it when the server starts.')
          : l10n.t('Read the data through a channel, with "mode": "FastFile" if it is large.'),
        l10n.t('Do not try --privileged here: it would only hide the failure until the cloud.'),
      ],
    }),
  },
];
