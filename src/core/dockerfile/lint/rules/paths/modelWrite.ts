import * as l10n from '@vscode/l10n';
import { isInside } from '../../../../paths';
import { commandAt, entrypointAt } from '../../../build/build';
import type { Rule } from '../../rule';
import { copiedTexts } from './places/copiedTexts';
import { filledBy } from './places/filledBy';
import { baseName } from './places/placed';

export const SM207: Rule = {
  id: 'SM207',
  name: 'model-write',
  severity: 'warning',
  roles: ['serve'],
  explanation:
    'An endpoint may only read `/opt/ml/model`. A server that writes there works on your machine, where the folder is writable, and fails on SageMaker. `/tmp` is there for such files.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html',
  example: {
    bad: 'CMD gunicorn app:app > /opt/ml/model/server.log',
    good: 'CMD gunicorn app:app > /tmp/server.log',
  },
  check: function* (view) {
    for (const instruction of [entrypointAt(view.end), commandAt(view.end)]) {
      if (instruction === undefined) continue;
      for (const { word } of view.commands(instruction).flatMap(filledBy)) {
        if (!isInside(word.text, '/opt/ml/model')) continue;
        const at = word.raw.indexOf('/opt/ml/model');
        const place = { start: word.start + at, end: word.start + at + '/opt/ml/model'.length };
        yield {
          start: word.start,
          end: word.end,
          message: l10n.t('An endpoint may only read /opt/ml/model; this write fails there.'),
          fixes:
            at < 0
              ? []
              : [
                  {
                    title: l10n.t('Write to {0}', '/tmp'),
                    edits: [{ ...place, text: '/tmp' }],
                    preferred: false,
                  },
                ],
        };
      }
    }
    if (view.role.role !== 'serve') return;
    for (const { path, text, word } of copiedTexts(view)) {
      if (!servers.test(baseName(path))) continue;
      const writes = [...text.matchAll(writing)].map(
        ({ 0: found, index }) => index + found.indexOf('/opt/ml/model'),
      );
      if (writes.length === 0) continue;
      yield {
        start: word.start,
        end: word.end,
        message: l10n.t('{0} writes to /opt/ml/model, which an endpoint may only read.', path),
        fixes: [
          {
            title: l10n.t('Write to {0}', '/tmp'),
            edits: [],
            files: writes.map((start) => ({ kind: 'replace', path, start, end: start + 13, text: '/tmp' })),
            preferred: false,
          },
        ],
      };
    }
  },
};

const servers = /^(?:serve|serve\.py|predictor\.py|wsgi\.py|app\.py|main\.py|server\.py|inference\.py)$/;

const writing =
  /open\(\s*f?['"]\/opt\/ml\/model\/[^'"]*['"]\s*,\s*(?:mode\s*=\s*)?['"][wax]|(?:\.save|\.save_pretrained|\.to_csv|\.to_json|makedirs)\(\s*f?['"]\/opt\/ml\/model\b(?!s)|(?:dump|torch\.save)\([^()\n]*['"]\/opt\/ml\/model\//g;
