import * as l10n from '@vscode/l10n';
import type { Fix } from '../../../finding';
import type { View } from '../../../view';

/** Writes lines at the end of .dockerignore, or into a new one; nothing where another ignore file is in force. */
export function ignoreFix(view: View, lines: readonly string[]): readonly Fix[] {
  const { evidence } = view;
  if (evidence === undefined || lines.length === 0) return [];
  if ([...evidence.files.keys()].some((path) => path.endsWith('.dockerignore') && path !== '.dockerignore'))
    return [];
  const text = lines.map((line) => `${line}\n`).join('');
  const known = evidence.files.get('.dockerignore');
  const title = l10n.t('Add {0} to .dockerignore', lines.join(', '));
  if (known === undefined) {
    return evidence.complete
      ? [{ title, edits: [], files: [{ kind: 'create', path: '.dockerignore', text }], preferred: false }]
      : [];
  }
  if (known.text === undefined) return [];
  const end = known.text.length;
  const fresh = known.text === '' || known.text.endsWith('\n') ? text : `\n${text}`;
  return [
    {
      title,
      edits: [],
      files: [{ kind: 'replace', path: '.dockerignore', start: end, end, text: fresh }],
      preferred: false,
    },
  ];
}
