import type { EndpointFile } from '../../../core/endpoint/file/endpointFile';
import type { Files } from '../../../core/ports';
import { soundEndpoint } from '../../hosting/endpointText';
import { readServeInput } from '../readServeInput';

/** An endpoint file without mistakes, as far as serving here is concerned. */
export async function readTestInput(
  files: Pick<Files, 'read' | 'stat'>,
  path: string,
  signal: AbortSignal,
): Promise<EndpointFile> {
  const { endpoint, findings } = await readServeInput(files, path, signal);
  return soundEndpoint(path, endpoint, findings);
}
