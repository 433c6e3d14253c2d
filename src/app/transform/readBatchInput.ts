import * as l10n from '@vscode/l10n';
import { inspectEndpointFile } from '../../core/endpoint/file/check/checkEndpointFile';
import type { EndpointFile } from '../../core/endpoint/file/endpointFile';
import type { Files } from '../../core/ports';
import { Problem } from '../../core/problem';

const mostBytes = 4 * 1024 * 1024;

/** An endpoint file without mistakes, as far as this machine is concerned. */
export async function readBatchInput(
  files: Pick<Files, 'read'>,
  path: string,
  signal: AbortSignal,
): Promise<EndpointFile> {
  const text = await files.read(path, mostBytes, signal);
  if (text === undefined)
    throw new Problem(
      'file-unreadable',
      l10n.t('The endpoint file {0} cannot be read. Is the path right?', path),
    );
  const { endpoint, findings } = inspectEndpointFile(text, path);
  const mistakes = findings.filter(({ severity }) => severity === 'error');
  if (mistakes.length === 0 && endpoint) return endpoint;
  const said = mistakes.map(({ message }) => `  ${message}`).join('\n');
  throw new Problem('bad-run-file', l10n.t('{0} has mistakes:\n{1}', path, said));
}
