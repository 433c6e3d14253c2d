import type { LocalWorld } from '../core/ports';
import { systemClock } from './clock';
import { makeFiles } from './files/files';

/** The world without engines and accounts: small, and quick to load. */
export const makeLocalWorld = (): LocalWorld => ({ clock: systemClock, files: makeFiles() });
