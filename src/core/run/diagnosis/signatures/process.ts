import * as l10n from '@vscode/l10n';
import type { Words } from '../runEnd';
import { fileOf, type Found, type Signature } from '../signature';

/** A process that was killed, or that crashed below its language. */
export const processSignatures: readonly Signature[] = [
  {
    id: 'oom-killed',
    phases: ['run'],
    exitCodes: [137],
    pattern:
      /OutOfMemory: Process killed by SIGKILL \(signal 9\)|Worker \(pid:\d+\) was sent SIGKILL! Perhaps out of memory|(?:^|\W)_?(?:Array)?MemoryError(?::|\s*$)|Cannot allocate memory|DataLoader worker \(pid.{0,80}killed by signal: Killed/,
    words: wantOfMemory,
  },
  {
    id: 'sigterm-ignored',
    phases: ['stop'],
    exitCodes: [137],
    words: () => ({
      title: l10n.t('The program did not stop when asked, and was killed'),
      cause: l10n.t(
        'SageMaker sends SIGTERM, waits 120 seconds and kills. The first process of a container ignores SIGTERM unless it handles it, and a shell does not pass it on.',
      ),
      fixes: [
        l10n.t('Handle SIGTERM in your program: save a checkpoint, and end.'),
        l10n.t('Write ENTRYPOINT in JSON form, and let scripts end with exec "$@".'),
      ],
    }),
  },
  {
    id: 'segfault',
    phases: ['run'],
    exitCodes: [139],
    alone: true,
    pattern:
      /Segmentation fault|Signal 11 \(SIGSEGV\)|(?:killed|terminated|died|crashed)\b.{0,40}\bSIGSEGV|^\W*SIGSEGV/,
    words: () => ({
      title: l10n.t('Native code crashed'),
      cause: l10n.t(
        'A library below Python read memory that is not its own, or gave up (abort). Versions that do not fit are the usual reason.',
      ),
      fixes: [
        l10n.t('Set PYTHONFAULTHANDLER=1 in "environment": Python then prints where it was.'),
        l10n.t('Compare the versions of CUDA, the driver and the libraries with those that they ask for.'),
      ],
    }),
  },
  {
    id: 'illegal-instruction',
    phases: ['run'],
    exitCodes: [132],
    alone: true,
    pattern:
      /Illegal instruction|qemu: uncaught target signal 4|The TensorFlow library was compiled to use \w+ instructions/,
    words: () => ({
      title: l10n.t('The program uses instructions that this processor lacks'),
      cause: l10n.t('Most often an image for amd64 runs in emulation, which has no AVX.'),
      fixes: [
        l10n.t('Use an image for the processor of this machine.'),
        l10n.t('On a Mac, switch Rosetta on in the settings of Docker Desktop.'),
      ],
    }),
  },
  {
    id: 'bus-error-shm',
    phases: ['run'],
    exitCodes: [135, 1],
    alone: true,
    pattern:
      /\b[Bb]us error\b|DataLoader worker \(pid.{0,80}exited unexpectedly|unable to open shared memory object|Unable to initialize shared memory key|insufficient shared memory \(shm\)/,
    words: ({ end }) =>
      end.isServer
        ? {
            title: l10n.t('Shared memory is too small'),
            cause: l10n.t(
              'Processes hand data to each other in /dev/shm. SageMaker hosting gives it 64 MB, and nobody can change that.',
            ),
            fixes: [l10n.t('Load and answer in one process, or hand large data over in files below /tmp.')],
          }
        : {
            title: l10n.t('Shared memory is too small'),
            cause: l10n.t(
              'Processes that load data hand it over in /dev/shm. SageMaker gives it about half of the memory; plain Docker only 64 MB.',
            ),
            fixes: [
              l10n.t('Set "shmSize" of the run file, for example "8g".'),
              l10n.t('Or load data in the main process: num_workers=0.'),
            ],
          },
  },
];

function wantOfMemory(found: Found): Words {
  const { end } = found;
  return {
    title:
      end.oomKilled && end.exitCode === 0
        ? l10n.t('A process of the run was killed for want of memory')
        : l10n.t('The container ran out of memory'),
    cause:
      end.oomKilled && end.exitCode === 0
        ? l10n.t('The program ended with 0 all the same, so its result may be incomplete.')
        : l10n.t('It needed more memory than it may have, or than this machine has.'),
    fixes: [
      l10n.t('Make the batch smaller, load less data at once, or use fewer workers to load it.'),
      l10n.t('Raise "memory" in {0}, if it is set, or the memory of Docker Desktop or WSL.', fileOf(found)),
      l10n.t('On SageMaker, choose a larger instance.'),
    ],
  };
}
