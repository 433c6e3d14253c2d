import { checkForCloud, inspectEndpointFile } from '../../core/endpoint/file/check/checkEndpointFile';
import type { EndpointFile } from '../../core/endpoint/file/endpointFile';
import type { Files } from '../../core/ports';
import { endpointText, soundEndpoint } from './endpointText';

/** An endpoint file without mistakes, as far as AWS is concerned. */
export async function readEndpointInput(
  files: Pick<Files, 'read'>,
  path: string,
  signal: AbortSignal,
): Promise<EndpointFile> {
  const reading = inspectEndpointFile(await endpointText(files, path, signal), path);
  return soundEndpoint(path, reading.endpoint, [...reading.findings, ...checkForCloud(reading)]);
}
