import * as l10n from '@vscode/l10n';
import { inspectEndpointFile } from '../../core/endpoint/file/check/checkEndpointFile';
import type { EndpointFile } from '../../core/endpoint/file/endpointFile';
import { endpointPaths } from '../../core/endpoint/file/endpointPaths';
import { readEndpointFile } from '../../core/endpoint/file/readEndpointFile';
import type { Files } from '../../core/ports';
import { Problem } from '../../core/problem';
import type { FileFinding } from '../../core/userFile/finding';
import { missingPaths } from '../userFiles/missingPaths';

export interface ReadEndpoint {
  readonly endpoint: EndpointFile | undefined;
  readonly text: string;
  readonly findings: readonly FileFinding[];
}

const mostBytes = 4 * 1024 * 1024;

/** An endpoint file with all that is to be said of it before it serves. */
export async function readServeInput(files: Files, path: string, signal: AbortSignal): Promise<ReadEndpoint> {
  const text = await files.read(path, mostBytes, signal);
  if (text === undefined)
    throw new Problem(
      'file-unreadable',
      l10n.t('The endpoint file {0} cannot be read. Is the path right?', path),
    );
  const { endpoint } = readEndpointFile(text, path);
  const paths = endpoint ? endpointPaths(endpoint) : [];
  const missing = await missingPaths(files, { path, paths }, signal);
  return { endpoint, text, findings: inspectEndpointFile(text, path, missing).findings };
}
