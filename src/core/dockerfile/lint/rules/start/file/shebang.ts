import * as l10n from '@vscode/l10n';
import type { CopiedFile } from '../../../copied/copied';
import type { FileEdit, Fix } from '../../../finding';
import type { Rule } from '../../../rule';
import { startedFiles, type Started } from '../../../start/started';
import { mayBeRewritten } from '../../../copied/touched';
import type { View } from '../../../view';

export const SM311: Rule = {
  id: 'SM311',
  name: 'shebang-missing',
  severity: 'error',
  roles: ['train', 'serve'],
  explanation:
    'A script that is run without an interpreter needs a first line that names one, such as `#!/usr/bin/env python3`. Without it the container ends with `exec format error`.',
  source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-dockerfile.html',
  example: {
    bad: 'COPY serve /usr/local/bin/   # begins with: import os',
    good: '#!/usr/bin/env python3\nimport os',
  },
  check: function* (view) {
    for (const { file, interpreter, place } of certainFiles(view)) {
      const { text } = file.fact;
      if (interpreter !== undefined || text === undefined || text.startsWith('#!')) continue;
      yield {
        start: place.start,
        end: place.end,
        message: l10n.t(
          '{0} begins with no #! line: the container ends with "exec format error".',
          nameOf(file),
        ),
        fixes: insertFix(file, text),
      };
    }
  },
};

export const SM312: Rule = {
  id: 'SM312',
  name: 'shebang-crlf',
  severity: 'error',
  roles: ['train', 'serve'],
  explanation:
    "The first line of a script ends with a carriage return, as editors on Windows write it. Linux takes it for a part of the name of the interpreter: `/usr/bin/env: 'python\\r': No such file or directory`.",
  source: 'https://docs.github.com/en/get-started/git-basics/configuring-git-to-handle-line-endings',
  example: {
    bad: 'COPY serve /usr/local/bin/   # with CRLF',
    good: 'COPY serve /usr/local/bin/   # with LF',
  },
  check: function* (view) {
    for (const { file, interpreter, place } of certainFiles(view)) {
      if (file.source === undefined) continue;
      const text = file.fact.text ?? '';
      const isDirect = interpreter === undefined && /^#![^\n]*\r\n/.test(text);
      const isShell = /^(?:ba|da|a|k)?sh$/.test(interpreter ?? '') && /\r\n/.test(text);
      if (!isDirect && !isShell) continue;
      yield {
        start: place.start,
        end: place.end,
        message: l10n.t(
          'The lines of {0} end as on Windows: Linux does not find its interpreter.',
          nameOf(file),
        ),
        ...(isDirect ? {} : { severity: 'warning' as const }),
        fixes: [lineFeedsFix(view, file.source)],
      };
    }
  },
};

const nameOf = ({ source, path }: CopiedFile): string => source ?? path;

/** Files whose text is surely the one that the container runs. */
function* certainFiles(view: View): Generator<Started & { readonly file: CopiedFile }> {
  for (const started of startedFiles(view)) {
    const { file } = started;
    if (!file || (file.source !== undefined && view.evidence?.context === undefined)) continue;
    if (!mayBeRewritten(view, file)) yield { ...started, file };
  }
}

function insertFix({ source, path, copy, isAlone }: CopiedFile, text: string): readonly Fix[] {
  const isPython = path.endsWith('.py') || /^(?:import|from) \w|^def \w|^class \w/m.test(text);
  const line = isPython ? '#!/usr/bin/env python3' : '#!/bin/sh';
  // A byte order mark hides the line from Linux.
  const end = text.startsWith('\uFEFF') ? 1 : 0;
  const title = l10n.t('Begin it with {0}', line);
  const [heredoc] = copy.instruction.heredocs;
  if (source === undefined) {
    const at = heredoc?.body.start;
    return at === undefined || !isAlone
      ? []
      : [{ title, edits: [{ start: at, end: at, text: `${line}\n` }], preferred: true }];
  }
  const edit: FileEdit = { kind: 'replace', path: source, start: 0, end, text: `${line}\n` };
  return [{ title, edits: [], files: [edit], preferred: true }];
}

/** Git would write the carriage returns again at the next checkout. */
function lineFeedsFix({ evidence }: View, path: string): Fix {
  const attributes = evidence?.files.get('.gitattributes')?.text;
  const line = `${path} text eol=lf\n`;
  const files: FileEdit[] = [{ kind: 'line-feeds', path }];
  if (attributes === undefined && !evidence?.files.has('.gitattributes'))
    files.push({ kind: 'create', path: '.gitattributes', text: line });
  else if (attributes !== undefined && !attributes.includes(path)) {
    const at = attributes.length;
    const text = attributes === '' || attributes.endsWith('\n') ? line : `\n${line}`;
    files.push({ kind: 'replace', path: '.gitattributes', start: at, end: at, text });
  }
  return { title: l10n.t('Write {0} with line feeds', path), edits: [], files, preferred: true };
}
