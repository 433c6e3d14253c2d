import { inspectEndpointFile } from '../../core/endpoint/file/check/checkEndpointFile';
import type { EndpointFile } from '../../core/endpoint/file/endpointFile';
import { endpointPaths } from '../../core/endpoint/file/endpointPaths';
import { readEndpointFile } from '../../core/endpoint/file/readEndpointFile';
import type { Files } from '../../core/ports';
import type { FileFinding } from '../../core/userFile/finding';
import { endpointText } from '../hosting/endpointText';
import { missingPaths } from '../userFiles/missingPaths';

export interface ReadEndpoint {
  readonly endpoint: EndpointFile | undefined;
  readonly text: string;
  readonly findings: readonly FileFinding[];
}

/** An endpoint file with all that is to be said of it before it serves. */
export async function readServeInput(
  files: Pick<Files, 'read' | 'stat'>,
  path: string,
  signal: AbortSignal,
): Promise<ReadEndpoint> {
  const text = await endpointText(files, path, signal);
  const { endpoint } = readEndpointFile(text, path);
  const paths = endpoint ? endpointPaths(endpoint) : [];
  const missing = await missingPaths(files, { path, paths }, signal);
  return { endpoint, text, findings: inspectEndpointFile(text, path, missing).findings };
}
