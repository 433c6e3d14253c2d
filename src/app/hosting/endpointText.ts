import * as l10n from '@vscode/l10n';
import type { EndpointFile } from '../../core/endpoint/file/endpointFile';
import type { Files } from '../../core/ports';
import { Problem } from '../../core/problem';
import type { FileFinding } from '../../core/userFile/finding';

const mostBytes = 4 * 1024 * 1024;

export async function endpointText(
  files: Pick<Files, 'read'>,
  path: string,
  signal: AbortSignal,
): Promise<string> {
  const text = await files.read(path, mostBytes, signal);
  if (text !== undefined) return text;
  throw new Problem(
    'file-unreadable',
    l10n.t('The endpoint file {0} cannot be read. Is the path right?', path),
  );
}

/** The endpoint, when nothing is wrong with its file; what is wrong is said in one Problem. */
export function soundEndpoint(
  path: string,
  endpoint: EndpointFile | undefined,
  findings: readonly FileFinding[],
): EndpointFile {
  const mistakes = findings.filter(({ severity }) => severity === 'error');
  if (endpoint && mistakes.length === 0) return endpoint;
  const said = mistakes.map(({ message }) => `  ${message}`).join('\n');
  throw new Problem('bad-run-file', l10n.t('{0} has mistakes:\n{1}', path, said));
}
