import { buildPaths } from '../../userFile/parts';
import { containersOf, placedVariants, type EndpointFile } from './endpointFile';

/** What a local endpoint reads on this machine, as written: relative to its file, or absolute. */
export const endpointPaths = (endpoint: EndpointFile): readonly string[] => [
  ...(endpoint.local.sample ? [endpoint.local.sample.file] : []),
  ...placedVariants(endpoint)
    .flatMap(({ variant }) => containersOf(variant))
    .flatMap(({ build, model }) => [
      ...buildPaths(build),
      ...(model?.local === undefined ? [] : [model.local]),
    ]),
];
