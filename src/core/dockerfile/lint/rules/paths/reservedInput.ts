import * as l10n from '@vscode/l10n';
import { isInside } from '../../../../paths';
import type { ShellCommand } from '../../../shell/command';
import { speaksFor, type Rule } from '../../rule';
import { scriptOf } from '../../start/program';
import type { View } from '../../view';
import { movePath } from './places/movePath';
import { placedIn, type Placed } from './places/placed';

const reserved: readonly string[] = [
  '/opt/ml/input',
  '/opt/ml/output',
  '/opt/ml/checkpoints',
  '/opt/ml/processing',
];

export const SM201: Rule = {
  id: 'SM201',
  name: 'reserved-input',
  severity: 'error',
  roles: ['train', 'serve', 'processing'],
  explanation:
    'SageMaker mounts its own folders over `/opt/ml/input`, `/opt/ml/output`, `/opt/ml/checkpoints` and `/opt/ml/processing` when a job starts. What the image has there is hidden. Folders that are only made are hidden too, but nothing is lost with them.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-dockerfile.html',
  example: {
    bad: 'COPY labels.csv /opt/ml/input/data/labels.csv',
    good: 'COPY labels.csv /opt/program/input/data/labels.csv',
  },
  check: function* (view) {
    const mounts = speaksFor({ roles: ['train', 'processing'] }, view.role.role);
    for (const placed of placedIn(view)) {
      const folder = reserved.find((each) => isInside(placed.path, each));
      if (folder === undefined || isForTests(placed)) continue;
      const isEmpty = placed.by === 'mkdir';
      const isHidden = !isEmpty && mounts && isLost(view, placed, folder);
      yield {
        start: placed.start,
        end: placed.end,
        message: isEmpty
          ? l10n.t('SageMaker makes {0} itself when the job starts.', folder)
          : isHidden
            ? l10n.t('SageMaker mounts {0} when the job starts: what the image has there is hidden.', folder)
            : l10n.t('{0} belongs to SageMaker: what the image has there may be hidden.', folder),
        severity: isEmpty ? 'hint' : isHidden ? 'error' : 'warning',
        fixes: isEmpty ? [] : movePath(view, placed, placed.path.replace('/opt/ml/', '/opt/program/')),
      };
    }
  },
};

/** A tree for trying the image out, which the job may well hide. */
const isForTests = ({ sources }: Placed): boolean =>
  sources.length > 0 &&
  sources.every((source) => source !== undefined && /test|sample|example|local/i.test(source));

/**
 * A processing job mounts what it is told to, anywhere below its folder. A program that the build itself runs may have
 * read the files long before they are hidden.
 */
const isLost = (view: View, { instruction }: Placed, folder: string): boolean =>
  folder !== '/opt/ml/processing' &&
  !view
    .namedInImage('RUN')
    .some((run) => run.start > instruction.start && view.commands(run).some(runsProgram));

const runsProgram = ({ name, words }: ShellCommand): boolean => {
  const script = name && scriptOf([name.text, ...words.map(({ text }) => text)]);
  return (
    script !== undefined && /^(?:(?!\S*\/s?bin\/)\.{0,2}\/|[^-].*\.(?:py|R|r|sh)$)|^train$/.test(script.text)
  );
};
