import type { Invocation, Member, Variant } from '../../../src/core/endpoint/file/endpointFile';
import type { LiveVariant } from '../../../src/app/serve/liveVariant';

const main = { name: 'main', weight: 1, instances: 1, startupTimeout: 60 } as const;

/** A variant of several stages, each of which adds its name. */
export const severalContainers = (
  image: string,
  names: readonly string[],
  invocation: Invocation = 'Serial',
): Variant => ({
  ...main,
  serving: {
    kind: 'several',
    invocation,
    containers: names.map((name): Member => ({
      name,
      image,
      environment: { NAME: name },
      multiModel: false,
    })),
  },
});

/** A container with all the models of a folder, here or in S3. */
export const manyModels = (image: string, folder: string): Variant => ({
  ...main,
  serving: {
    kind: 'one',
    container: {
      image,
      model: folder.startsWith('s3:') ? { s3: folder } : { local: folder },
      environment: {},
      multiModel: true,
    },
  },
});

/** What the programs have told so far, once there is so much of it. */
export async function toldBy(
  live: LiveVariant,
  count: number,
): Promise<ReadonlyArray<Readonly<Record<string, unknown>>>> {
  const enough = new AbortController();
  const told: Readonly<Record<string, unknown>>[] = [];
  for await (const { text } of live.lines(enough.signal)) {
    if (text.startsWith('{')) told.push(JSON.parse(text));
    if (told.length === count) break;
  }
  enough.abort();
  return told;
}
