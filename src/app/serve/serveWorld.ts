import type { World } from '../../core/ports';

/** What serving on this machine needs. */
export type ServeWorld = Pick<
  World,
  | 'docker'
  | 'containers'
  | 'disk'
  | 'files'
  | 'clock'
  | 'objects'
  | 'objectCache'
  | 'credentials'
  | 'registries'
  | 'http'
  | 'fronts'
>;
