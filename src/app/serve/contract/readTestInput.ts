import * as l10n from '@vscode/l10n';
import { inspectEndpointFile } from '../../../core/endpoint/file/check/checkEndpointFile';
import type { EndpointFile } from '../../../core/endpoint/file/endpointFile';
import { endpointPaths } from '../../../core/endpoint/file/endpointPaths';
import { readEndpointFile } from '../../../core/endpoint/file/readEndpointFile';
import type { Files } from '../../../core/ports';
import { Problem } from '../../../core/problem';
import { missingPaths } from '../../userFiles/missingPaths';

const mostBytes = 4 * 1024 * 1024;

/** An endpoint file without mistakes, as far as serving here is concerned. */
export async function readTestInput(
  files: Pick<Files, 'read' | 'stat'>,
  path: string,
  signal: AbortSignal,
): Promise<EndpointFile> {
  const text = await files.read(path, mostBytes, signal);
  if (text === undefined)
    throw new Problem(
      'file-unreadable',
      l10n.t('The endpoint file {0} cannot be read. Is the path right?', path),
    );
  const read = readEndpointFile(text, path).endpoint;
  const missing = read ? await missingPaths(files, { path, paths: endpointPaths(read) }, signal) : undefined;
  const { endpoint, findings } = inspectEndpointFile(text, path, missing);
  const mistakes = findings.filter(({ severity }) => severity === 'error');
  if (endpoint && mistakes.length === 0) return endpoint;
  const said = mistakes.map(({ message }) => `  ${message}`).join('\n');
  throw new Problem('bad-run-file', l10n.t('{0} has mistakes:\n{1}', path, said));
}
