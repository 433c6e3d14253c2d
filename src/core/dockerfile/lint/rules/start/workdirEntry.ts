import * as l10n from '@vscode/l10n';
import { entrypointAt, workdirAt } from '../../../build/build';
import type { Rule } from '../../rule';
import { scriptOf } from '../../start/program';
import { absolutePath } from '../../start/startCommand';

export const SM314: Rule = {
  id: 'SM314',
  name: 'workdir-entry',
  severity: 'info',
  roles: 'any',
  explanation:
    'A relative path in ENTRYPOINT is looked up in the working directory. Without a WORKDIR that is whatever the base image says, and a newer base image may say something else.',
  source: 'https://docs.docker.com/reference/dockerfile/#workdir',
  example: {
    bad: 'FROM python:3.12\nENTRYPOINT ["python", "app/serve.py"]',
    good: 'FROM python:3.12\nWORKDIR /opt/program\nENTRYPOINT ["python", "app/serve.py"]',
  },
  check: function* (view) {
    const given = entrypointAt(view.end)?.arguments;
    if (given?.kind !== 'json' || workdirAt(view.end) || view.end.stage?.fromScratch === true) return;
    const script = scriptOf(given.words.map(({ value }) => value));
    const word = script && given.words[script.at];
    const isPath = script?.interpreter !== undefined || script?.text.includes('/');
    if (!word || isPath !== true || /^\/|\$/.test(word.value)) return;
    const absolute = absolutePath(view, word.value);
    yield {
      start: word.start,
      end: word.end,
      message: l10n.t('No WORKDIR is set: where {0} is looked up depends on the base image.', word.value),
      fixes: absolute
        ? [
            {
              title: l10n.t('Write {0}', absolute),
              edits: [{ start: word.start, end: word.end, text: JSON.stringify(absolute) }],
              preferred: false,
            },
          ]
        : [],
    };
  },
};
