import type { World } from '../../../core/ports';
import type { ServeWorld } from '../serveWorld';

/** What the contract test needs: to serve, and to watch. */
export type ContractWorld = ServeWorld & Pick<World, 'usages'>;
