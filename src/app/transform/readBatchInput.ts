import { inspectEndpointFile } from '../../core/endpoint/file/check/checkEndpointFile';
import type { EndpointFile } from '../../core/endpoint/file/endpointFile';
import type { Files } from '../../core/ports';
import { endpointText, soundEndpoint } from '../hosting/endpointText';

/** An endpoint file without mistakes, as far as this machine is concerned. */
export async function readBatchInput(
  files: Pick<Files, 'read'>,
  path: string,
  signal: AbortSignal,
): Promise<EndpointFile> {
  const { endpoint, findings } = inspectEndpointFile(await endpointText(files, path, signal), path);
  return soundEndpoint(path, endpoint, findings);
}
