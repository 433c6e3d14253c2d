import * as l10n from '@vscode/l10n';
import { before, userAt } from '../../../../build/build';
import { flagOf } from '../../../../syntax';
import type { Evidence } from '../../../evidence';
import type { Fix, Report } from '../../../finding';
import { insertLineAfter } from '../../../edit/lineEdits';
import type { Rule } from '../../../rule';
import { baseName } from '../../../start/program';
import { modesOf } from '../../../start/startCommand';
import { startedFiles } from '../../../start/started';
import { mayGetExecBit } from '../../../copied/touched';
import type { CopiedFile } from '../../../copied/copied';
import type { View } from '../../../view';
import { Notes } from '../../../../text/notes';

const explanation =
  'COPY keeps the mode of the file in your working tree. A program without its exec bit ends the container with `permission denied`. Set the bit in the working tree, or with `COPY --chmod=755`, which also helps on Windows.';
const source = 'https://docs.docker.com/reference/dockerfile/#copy---chown---chmod';

export const SM309: Rule = {
  id: 'SM309',
  name: 'entry-no-exec',
  severity: 'warning',
  roles: 'any',
  explanation,
  source,
  example: {
    bad: 'COPY run.sh /\nENTRYPOINT ["/run.sh"]',
    good: 'COPY --chmod=755 run.sh /\nENTRYPOINT ["/run.sh"]',
  },
  check: (view) =>
    withoutExecBit(view, (name, isSageMaker) => !isSageMaker || !/^(?:train|serve)$/.test(name)),
};

export const SM310: Rule = {
  id: 'SM310',
  name: 'train-serve-no-exec',
  severity: 'warning',
  roles: ['train', 'serve'],
  explanation,
  source,
  example: {
    bad: 'COPY train /usr/local/bin/',
    good: 'COPY --chmod=755 train /usr/local/bin/',
  },
  check: (view) => withoutExecBit(view, (name, isSageMaker) => isSageMaker && /^(?:train|serve)$/.test(name)),
};

function* withoutExecBit(
  view: View,
  isOurs: (name: string, isSageMaker: boolean) => boolean,
): Generator<Report> {
  const isSageMaker = modesOf(view).length > 0;
  for (const { file, interpreter, place } of startedFiles(view)) {
    if (!file || interpreter !== undefined || !isOurs(baseName(file.path), isSageMaker)) continue;
    if (file.fact.executable !== false || mayGetExecBit(view, file) || isSetByScript(view.evidence)) continue;
    yield {
      start: place.start,
      end: place.end,
      message: l10n.t(
        '{0} has no exec bit in your working tree: the container ends with "permission denied".',
        file.source ?? file.path,
      ),
      fixes: [chmodFix(view, file), ...workingTreeFix(file)],
    };
  }
}

const scripts =
  /(?:\.sh|\.ya?ml|\.ipynb|\.mk|\.ps1|\.bat)$|(?:^|\/)(?:[Mm]akefile|justfile|Justfile|Jenkinsfile)$/;

const cache = new Notes<Evidence, boolean>();

/** Does a build script or a notebook run chmod before the build? */
function isSetByScript(evidence: Evidence | undefined): boolean {
  if (!evidence) return false;
  const known = cache.get(evidence);
  if (known !== undefined) return known;
  const found = [...evidence.files].some(([path, { text }]) => scripts.test(path) && text?.includes('chmod'));
  cache.set(evidence, found);
  return found;
}

function chmodFix(view: View, { copy, path, isAlone }: CopiedFile): Fix {
  const { instruction } = copy;
  const user = userAt(before(view.build, instruction));
  const isRoot = user === undefined || /^(?:root|0)(?::|$)/.test(user.value);
  const flag = flagOf(instruction, 'chmod');
  if (!isAlone && isRoot) {
    const edits = [insertLineAfter(view.dockerfile, instruction, `RUN chmod +x ${path}`)];
    return { title: l10n.t('Run chmod +x {0}', path), edits, preferred: true };
  }
  const edit = flag?.valueRange
    ? { start: flag.valueRange.start, end: flag.valueRange.end, text: '755' }
    : { start: instruction.keyword.end, end: instruction.keyword.end, text: ' --chmod=755' };
  return { title: l10n.t('Copy it with --chmod=755'), edits: [edit], preferred: true };
}

const workingTreeFix = ({ source: path, copy }: CopiedFile): readonly Fix[] =>
  path === undefined || copy.hasMode
    ? []
    : [
        {
          title: l10n.t('Make {0} executable', path),
          edits: [],
          files: [{ kind: 'executable', path }],
          preferred: false,
        },
      ];
