// What scaffolded containers are tested on is slow to make: begun early, it is there when a test asks.
import type { Engine } from '../engine/engine';
import { targetOf } from '../python/target';
import { toolkitArchive } from '../runs/toolkit/toolkitImage';
import { wheelArchive } from './baseImage';
import { debianArchive } from './debianBase';
import { goArchive } from './goBase';
import { javaArchive } from './javaBase';
import { imageOfR } from './languages';

/** In the order in which the tests ask for them; one that fails leaves the next a chance. */
export async function makeArchives(engine: Engine): Promise<void> {
  const target = await targetOf(engine);
  const makers = [
    async () => toolkitArchive(target),
    async () => debianArchive(imageOfR),
    async () => goArchive(),
    async () => wheelArchive(target),
    async () => javaArchive(),
  ];
  for (const make of makers) await make().catch(() => undefined);
}
