import * as l10n from '@vscode/l10n';
import { entrypointAt } from '../../../../build/build';
import type { Dockerfile } from '../../../../syntax';
import type { Edit, Fix, Report } from '../../../finding';
import { nearest } from '../../../nearest';
import type { Rule } from '../../../rule';
import { scriptOf } from '../../../start/program';
import type { View } from '../../../view';
import type { Placed } from '../places/placed';
import { codeFolder, type CodeFolder } from './codeFolder';
import { broughtElsewhere, folderAsFile } from './misplaced';

const source = 'https://docs.aws.amazon.com/sagemaker/latest/dg/adapt-training-container.html';

export const SM208: Rule = {
  id: 'SM208',
  name: 'program-missing',
  severity: 'error',
  roles: ['train'],
  explanation:
    'The training toolkit runs the script that `SAGEMAKER_PROGRAM` names, in `/opt/ml/code`. Where the image does not have it there, the job ends before it begins.',
  source,
  example: {
    bad: 'COPY train.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=main.py',
    good: 'COPY train.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=train.py',
  },
  check: function* (view) {
    const code = codeFolder(view);
    if (code === undefined || startsByItself(view)) return;
    const asFile = folderAsFile(view, code);
    if (asFile !== undefined) {
      yield fileInstead(asFile);
      return;
    }
    if (!code.complete) {
      const elsewhere = broughtElsewhere(view, code);
      if (elsewhere !== undefined) yield notInFolder(code, elsewhere);
      return;
    }
    const name = code.program.value;
    if (name.startsWith('/') || code.files.has(name) || code.files.has('setup.py')) return;
    const { token, instruction } = code.program;
    const isEmpty = code.files.size === 0;
    yield {
      start: token.start,
      end: token.end,
      message: isEmpty
        ? l10n.t('Nothing puts {0} into /opt/ml/code, where the training toolkit looks for it.', name)
        : l10n.t('The code folder has no {0}; the training toolkit will not find it.', name),
      // A job may bring its code along, in which case an empty folder is no fault.
      ...(isEmpty && { severity: 'warning' as const }),
      fixes: [...renameFix(code), copyFix(view.dockerfile, instruction.end, name)],
    };
  },
};

const fileInstead = ({ start, end, path }: Placed): Report => ({
  start,
  end,
  message: l10n.t(
    'Without a slash at its end {0} becomes a file, and not a folder with the script in it.',
    path,
  ),
  fixes: [
    {
      title: l10n.t('Append a slash'),
      edits: [{ start: end, end, text: '/' }],
      preferred: true,
    },
  ],
});

/** The base image is not ours to know, but where the script lies is. */
const notInFolder = ({ program: { token, value } }: CodeFolder, { start, end }: Placed): Report => ({
  start: token.start,
  end: token.end,
  message: l10n.t('Nothing puts {0} into /opt/ml/code, where the training toolkit looks for it.', value),
  severity: 'warning',
  related: [{ start, end, message: l10n.t('It is copied to here.') }],
  fixes: [],
});

/** With a script of its own as ENTRYPOINT the image does without the toolkit, and the variable is only the script's. */
function startsByItself(view: View): boolean {
  const given = entrypointAt(view.end)?.arguments;
  if (given?.kind !== 'json') return false;
  return /\.(?:py|sh|R|r)$/.test(scriptOf(given.words.map(({ value }) => value))?.text ?? '');
}

function renameFix({ files, program: { token, value } }: CodeFolder): readonly Fix[] {
  const scripts = [...files].filter((file) => /\.(?:py|sh)$/.test(file));
  const alike = nearest(value, scripts, 3) ?? scripts.find((file) => file.replace(/\.\w+$/, '') === value);
  const meant = alike ?? (scripts.length === 1 ? scripts[0] : undefined);
  if (meant === undefined || !token.raw.includes(value)) return [];
  const start = token.start + token.raw.indexOf(value);
  const edit: Edit = { start, end: start + value.length, text: meant };
  return [{ title: l10n.t('Run {0}', meant), edits: [edit], preferred: alike !== undefined }];
}

function copyFix({ newline }: Dockerfile, at: number, name: string): Fix {
  return {
    title: l10n.t('Copy {0} to {1}', name, '/opt/ml/code'),
    edits: [{ start: at, end: at, text: `${newline}COPY ${name} /opt/ml/code/${name}` }],
    preferred: false,
  };
}

export const SM209: Rule = {
  id: 'SM209',
  name: 'program-path',
  severity: 'warning',
  roles: ['train'],
  explanation:
    '`SAGEMAKER_PROGRAM` is the name of a script in the code folder: the toolkit joins both. A path that begins with the folder itself belongs somewhere else, and one to another folder is not supported.',
  source,
  example: { bad: 'ENV SAGEMAKER_PROGRAM=/opt/ml/code/train.py', good: 'ENV SAGEMAKER_PROGRAM=train.py' },
  check: function* (view) {
    const code = codeFolder(view);
    if (code === undefined) return;
    const { token, value } = code.program;
    const folder = code.folders.find(
      (each) => value.startsWith(`${each}/`) || value.startsWith(`${each.slice(1)}/`),
    );
    if (folder === undefined && !value.startsWith('/')) return;
    const prefix = folder === undefined ? '' : value.slice(0, value.indexOf(folder.slice(1)) + folder.length);
    const cut = token.raw.indexOf(prefix);
    const start = token.start + cut;
    yield {
      start: token.start,
      end: token.end,
      message: l10n.t('SAGEMAKER_PROGRAM is a name in the code folder, not a whole path.'),
      // Joined with the folder, a path from the root is itself: that works, if by chance.
      ...(value.startsWith('/') && { severity: 'info' as const }),
      fixes:
        folder === undefined || cut < 0
          ? []
          : [
              {
                title: l10n.t('Keep the name only'),
                edits: [{ start, end: start + prefix.length, text: '' }],
                preferred: true,
              },
            ],
    };
  },
};
