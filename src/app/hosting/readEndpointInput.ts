import * as l10n from '@vscode/l10n';
import { checkForCloud, inspectEndpointFile } from '../../core/endpoint/file/check/checkEndpointFile';
import type { EndpointFile } from '../../core/endpoint/file/endpointFile';
import type { Files } from '../../core/ports';
import { Problem } from '../../core/problem';

const mostBytes = 4 * 1024 * 1024;

/** An endpoint file without mistakes, as far as AWS is concerned. */
export async function readEndpointInput(
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
  const reading = inspectEndpointFile(text, path);
  const mistakes = [...reading.findings, ...checkForCloud(reading)].filter(
    ({ severity }) => severity === 'error',
  );
  if (mistakes.length === 0 && reading.endpoint) return reading.endpoint;
  const said = mistakes.map(({ message }) => `  ${message}`).join('\n');
  throw new Problem('bad-run-file', l10n.t('{0} has mistakes:\n{1}', path, said));
}
