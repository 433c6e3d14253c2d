import * as l10n from '@vscode/l10n';
import type { ShellCommand } from '../../../shell/command';
import type { CopiedFile } from '../../copied/copied';
import type { Rule } from '../../rule';
import { commandsIn } from '../../server/front';
import { baseName } from '../../start/program';
import { startedFiles, type Started } from '../../start/started';
import type { View } from '../../view';

const source = 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html';

export const SM414: Rule = {
  id: 'SM414',
  name: 'sigterm',
  severity: 'hint',
  roles: ['serve', 'train'],
  explanation:
    'The start script is process 1 and gets the SIGTERM with which SageMaker stops a container. A shell that waits for a program does not pass it on: the program is killed without a chance to save. `exec` puts the program in the place of the shell.',
  source,
  example: { bad: 'python serve.py', good: 'exec python serve.py' },
  check: function* (view) {
    for (const { file, place, text } of shellScripts(view)) {
      const commands = commandsIn(text);
      const last = commands.at(-1);
      if (!last?.name || last.within.length > 0 || !/^(?:first|&&|;|\n)$/.test(last.operator)) continue;
      if (!/^(?:python[\d.]*|gunicorn|uvicorn|java|node|Rscript)$/.test(baseName(last.name.text))) continue;
      if (commands.some(({ name }) => name?.text === 'trap') || !isLastText(text, last)) continue;
      if (file.source === undefined) continue;
      const { start } = last;
      yield {
        start: place.start,
        end: place.end,
        message: l10n.t('{0} does not pass SIGTERM on: begin its last command with exec.', file.source),
        fixes: [
          {
            title: l10n.t('Insert exec'),
            edits: [],
            files: [{ kind: 'replace', path: file.source, start, end: start, text: 'exec ' }],
            preferred: true,
          },
        ],
      };
    }
  },
};

export const SM417: Rule = {
  id: 'SM417',
  name: 'network-at-start',
  severity: 'hint',
  roles: ['serve', 'train'],
  explanation:
    'The start script installs packages. With network isolation that fails, and it makes every start of an instance slower. Install them with RUN.',
  source,
  example: {
    bad: '# start.sh\npip install -r requirements.txt',
    good: 'RUN pip install -r requirements.txt',
  },
  check: function* (view) {
    for (const { file, place, text } of shellScripts(view)) {
      if (!commandsIn(text).some(installs)) continue;
      yield {
        start: place.start,
        end: place.end,
        message: l10n.t(
          '{0} installs packages at every start; that fails without network.',
          file.source ?? file.path,
        ),
      };
    }
  },
};

function* shellScripts(
  view: View,
): Generator<Started & { readonly file: CopiedFile; readonly text: string }> {
  for (const started of startedFiles(view)) {
    const text = started.file?.fact.text;
    if (!started.file || text === undefined || text.includes('\r')) continue;
    const isShell =
      /^(?:ba|da|a|k)?sh$/.test(started.interpreter ?? '') ||
      (started.interpreter === undefined && /^#![^\n]*\b(?:ba|da|a|k)?sh\b/.test(text));
    if (isShell) yield { ...started, file: started.file, text };
  }
}

const isLastText = (text: string, { end }: ShellCommand): boolean => text.slice(end).trim() === '';

const installs = ({ name, words, within }: ShellCommand): boolean =>
  within.length === 0 &&
  /^(?:pip[\d.]*|apt-get|conda|apk)$/.test(baseName(name?.text ?? '')) &&
  /^(?:install|add)$/.test(words[0]?.text ?? '');
