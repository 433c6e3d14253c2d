import type { World } from '../core/ports';
import { readSetting } from './settings';

/** Where runs and what belongs to them are kept: as the user says, or where the command line keeps them. */
export function runsFolder({ disk }: Pick<World, 'disk'>): string {
  const chosen = readSetting('runs.folder').trim();
  return chosen === '' ? disk.runsFolder : chosen.replaceAll('\\', '/');
}
