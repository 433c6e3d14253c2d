import type { Fronts } from '../../core/serve/ports';
import { connectTo } from './connections';
import { openFront } from './front';

export const makeFronts = (): Fronts => ({ open: openFront, connect: connectTo });
