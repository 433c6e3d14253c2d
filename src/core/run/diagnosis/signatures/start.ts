import * as l10n from '@vscode/l10n';
import type { RunEnd, Words } from '../runEnd';
import type { Signature } from '../signature';

/** The container could not run its first program. */
export const startSignatures: readonly Signature[] = [
  {
    id: 'cmd-not-in-path',
    phases: ['start'],
    exitCodes: [127],
    pattern: /exec: "(?<program>[^"]+)": executable file not found in \$PATH/,
    words: ({ named, end }) => ({
      title: l10n.t('The image has no program {0}', named('program')),
      cause: end.isServer
        ? l10n.t(
            'SageMaker starts the image of an endpoint with the word serve. This image has no such program on its PATH, and no ENTRYPOINT that takes the word.',
          )
        : l10n.t(
            'SageMaker starts a training image with the word train. This image has no such program on its PATH, and no ENTRYPOINT that takes the word.',
          ),
      fixes: [
        l10n.t(
          'Copy an executable file named {0} into the image, in a folder of PATH: ENV PATH="/opt/program:$PATH".',
          named('program'),
        ),
        l10n.t('Or write an ENTRYPOINT in JSON form that starts your program and accepts the word.'),
        ...(end.isServer
          ? []
          : [
              l10n.t('Or set "entrypoint" and "arguments" in the run file.'),
              l10n.t('Or install sagemaker-training in the image: it brings the program train.'),
            ]),
      ],
    }),
  },
  {
    id: 'entrypoint-missing',
    phases: ['start'],
    exitCodes: [127],
    pattern: /exec: "(?<path>\/[^"]+)": stat [^:]+: no such file or directory/,
    words: ({ named }) => ({
      title: l10n.t('{0} is not in the image', named('path')),
      cause: l10n.t('The image is told to start {0}, and has no such file.', named('path')),
      fixes: [
        l10n.t('Compare the path with the COPY line that brings the file.'),
        l10n.t('Look whether .dockerignore leaves the file out.'),
      ],
    }),
  },
  {
    id: 'not-executable',
    phases: ['start'],
    exitCodes: [126],
    pattern:
      /exec: "(?<path>[^"]+)": permission denied|\[FATAL tini \(\d+\)\] exec (?<program>\S+) failed: Permission denied/,
    words: ({ named }) => {
      const path = named('path') || named('program');
      return {
        title: l10n.t('{0} is not executable', path),
        cause: l10n.t(
          'The file lacks the right to run, as files from Windows often do, or it is a folder of that name.',
        ),
        fixes: [
          l10n.t('Give the right in the Dockerfile: RUN chmod +x {0}, or COPY --chmod=755.', path),
          l10n.t('Or in the repository: git update-index --chmod=+x.'),
        ],
      };
    },
  },
  {
    id: 'tini-exec-failed',
    phases: ['start'],
    exitCodes: [127, 1],
    pattern: /\[FATAL tini \(\d+\)\] exec (?<program>\S+) failed: No such file or directory/,
    words: ({ named }) => ({
      title: l10n.t('The image has no program {0}', named('program')),
      cause: l10n.t(
        'The image starts with tini, which takes the word that SageMaker adds for a program. There is none of that name.',
      ),
      fixes: [
        l10n.t('Take tini out of ENTRYPOINT, and start your program directly.'),
        l10n.t('Or copy an executable file named {0} into a folder of PATH.', named('program')),
      ],
    }),
  },
  {
    id: 'exec-format-arch-or-shebang',
    phases: ['start'],
    exitCodes: [1, 255],
    pattern: /exec (?<path>\S+): exec format error|exec user process caused:? "?exec format error/,
    words: ({ named, end }) => execFormat(named('path') || l10n.t('The program'), end),
  },
  {
    id: 'crlf-or-missing-interpreter',
    phases: ['start'],
    exitCodes: [1, 127],
    pattern:
      /exec (?<path>\S+): no such file or directory|(?<=^|\s)(?<script>[^\s:]{1,200}): [^:]{0,300}: bad interpreter|bad interpreter|env: .(?<program>[\w.-]+)(?:\\r|\r)?.: No such file/,
    words: ({ named }) => ({
      title: l10n.t(
        'The interpreter of {0} was not found',
        named('path') || named('script') || named('program'),
      ),
      cause: l10n.t(
        'The file is there, but the program that its first line (#!) names is not. Often the file has Windows line ends, so that the name ends with an invisible character; or the interpreter is not installed.',
      ),
      fixes: [
        l10n.t('Save the file with LF line ends, and keep them so: "*.sh text eol=lf" in .gitattributes.'),
        l10n.t('Or install the interpreter in the image.'),
      ],
    }),
  },
];

function execFormat(path: string, { image, host }: RunEnd): Words {
  const [built, here] = [architecture(image?.architecture), architecture(host?.architecture)];
  const title = l10n.t('{0} cannot run on this processor', path);
  const addLine = l10n.t('Begin the script with a first line such as #!/usr/bin/env python3.');
  if (built === '' || here === '')
    return {
      title,
      cause: l10n.t(
        'It was built for another processor, or it is a script without a first line that names its interpreter (#!).',
      ),
      fixes: [l10n.t('Build the image for this processor: docker buildx build --platform.'), addLine],
    };
  if (built === here)
    return {
      title: l10n.t('{0} has no first line that names its interpreter', path),
      cause: l10n.t(
        'Image and engine are both {0}, so this is most likely a script without #! in its first line.',
        here,
      ),
      fixes: [addLine],
    };
  return {
    title,
    cause: l10n.t('The image is built for {0}, and this engine runs {1}.', built, here),
    fixes: [
      l10n.t('Build the image for {0}: docker buildx build --platform linux/{0}.', here),
      l10n.t('Or install emulation in the engine; SageMaker trains on amd64.'),
    ],
  };
}

/** The kernel's and Docker's names for the same processors. */
function architecture(name = ''): string {
  const known: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64' };
  return known[name.toLowerCase()] ?? name.toLowerCase();
}
