import * as l10n from '@vscode/l10n';
import { bindingAt, commandAt, entrypointAt } from '../../../../build/build';
import { wordsOf } from '../../../../syntax';
import { finalImage } from '../../../image/baseImage';
import { insertLineAfter } from '../../../edit/lineEdits';
import type { Rule } from '../../../rule';

/** Bases that start programs with a Python that buffers. The images of AWS set the variable themselves. */
const pythonBases =
  /^(?:python|pytorch\/pytorch|tensorflow\/tensorflow|continuumio\/(?:miniconda|anaconda)3|condaforge\/miniforge3)$/;

export const SM510: Rule = {
  id: 'SM510',
  name: 'unbuffered',
  severity: 'hint',
  roles: ['train', 'serve', 'both', 'processing'],
  explanation:
    'Python holds back what it prints when nobody looks on. In CloudWatch the lines come late, and the last ones before a crash are lost. With PYTHONUNBUFFERED they come at once.',
  source: 'https://docs.python.org/3/using/cmdline.html#envvar-PYTHONUNBUFFERED',
  example: { bad: 'FROM python:3.12', good: 'FROM python:3.12\nENV PYTHONUNBUFFERED=1' },
  check: function* (view) {
    const image = finalImage(view);
    const { stage } = view.end;
    if (!image || !stage || image.registry !== undefined || !pythonBases.test(image.path)) return;
    if (bindingAt(view.end, 'PYTHONUNBUFFERED')) return;
    const start = [entrypointAt(view.end), commandAt(view.end)];
    if (start.some((each) => each && wordsOf(each).some(({ value }) => value === '-u'))) return;
    const { from } = stage.stage;
    yield {
      start: from.keyword.start,
      end: from.keyword.end,
      message: l10n.t('Without PYTHONUNBUFFERED the log comes late, and its end is lost in a crash.'),
      fixes: [
        {
          title: l10n.t('Set PYTHONUNBUFFERED'),
          edits: [insertLineAfter(view.dockerfile, from, 'ENV PYTHONUNBUFFERED=1')],
          preferred: true,
        },
      ],
    };
  },
};
