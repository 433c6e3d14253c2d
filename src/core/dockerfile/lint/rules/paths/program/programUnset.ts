import * as l10n from '@vscode/l10n';
import { entrypointAt, environmentAt } from '../../../../build/build';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';
import { baseName, placedIn } from '../places/placed';

export const SM211: Rule = {
  id: 'SM211',
  name: 'program-unset',
  severity: 'hint',
  roles: ['train'],
  explanation:
    'The training toolkit takes the script from `SAGEMAKER_PROGRAM`, or from the `entry_point` of an Estimator. With neither it fails: `NoneType` object has no attribute `endswith`.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/adapt-training-container.html',
  example: {
    bad: 'RUN pip install sagemaker-training\nCOPY train.py /opt/ml/code/',
    good: 'RUN pip install sagemaker-training\nCOPY train.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=train.py',
  },
  check: function* (view) {
    if (!view.dockerfile.text.includes('sagemaker-training') || entrypointAt(view.end)) return;
    const environment = environmentAt(view.end);
    if (environment.has('SAGEMAKER_PROGRAM') || environment.has('SAGEMAKER_TRAINING_MODULE')) return;
    const word = installed(view);
    if (word === undefined || placedIn(view).some(isTrain)) return;
    const script = scriptIn(view);
    const { newline } = view.dockerfile;
    yield {
      start: word.start,
      end: word.end,
      message: l10n.t('Nothing says which script to run: the Estimator must pass entry_point.'),
      fixes:
        script === undefined
          ? []
          : [
              {
                title: l10n.t('Set SAGEMAKER_PROGRAM to {0}', script.name),
                edits: [
                  {
                    start: script.end,
                    end: script.end,
                    text: `${newline}ENV SAGEMAKER_PROGRAM=${script.name}`,
                  },
                ],
                preferred: false,
              },
            ],
    };
  },
};

const isTrain = ({
  path,
  sources,
}: {
  readonly path: string;
  readonly sources: ReadonlyArray<string | undefined>;
}): boolean =>
  baseName(path) === 'train' ||
  sources.some((source) => source === undefined || /(?:^|\/)train$|^\.?\/?$/.test(source));

/** The requirement in a `pip install` of the final image. */
function installed(view: View) {
  for (const instruction of view.namedInImage('RUN')) {
    if (!instruction.line.text.includes('sagemaker-training')) continue;
    for (const { words } of view.commands(instruction)) {
      const found = words.find(({ text }) => /^sagemaker-training(?:$|[=<>~!])/.test(text));
      if (found && words.some(({ text }) => text === 'install')) return found;
    }
  }
  return undefined;
}

/** The one script in the code folder. */
function scriptIn(view: View): { readonly name: string; readonly end: number } | undefined {
  const scripts = placedIn(view).flatMap(({ path, sources: [source, ...more], instruction }) => {
    if (!path.startsWith('/opt/ml/code') || more.length > 0) return [];
    const name = path.endsWith('.py') ? path.slice('/opt/ml/code/'.length) : baseName(source ?? '');
    return name.endsWith('.py') ? [{ name, end: instruction.end }] : [];
  });
  return scripts.length === 1 ? scripts[0] : undefined;
}
