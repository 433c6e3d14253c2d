import { readPlatforms } from '../../app/ecr/compareRemote';
import { readImages, readRegistry } from '../../app/ecr/readRegistry';
import type { Region } from '../../core/aws/regionRows';
import { coalesce } from '../../core/coalesce';
import type { Ecr, RemoteImage } from '../../core/ecr/ports';
import type { RegistryState, RemoteImages } from '../../core/ecr/repositoryRows';
import { nothingKnown, withRepository } from '../../core/images/remoteKnowledge';
import { isAbort, Problem } from '../../core/problem';
import { Store } from '../../core/store';
import { logError } from '../register';
import type { Services } from '../services';

/** So many images of a repository are shown at once. */
const page = 50;

/** The registry of a region, for as long as the work takes. */
export async function withEcr<T>(
  { world }: Services,
  region: string | undefined,
  work: (ecr: Ecr) => Promise<T>,
): Promise<T> {
  const { registries } = await world();
  const ecr = await registries.open({ profile: undefined, region });
  try {
    return await work(ecr);
  } finally {
    ecr.close();
  }
}

/** One region of the Repositories view: what is known of it, and how it is asked. */
export class Registry {
  readonly store = new Store<RegistryState>();
  /** Nothing for the one that the AWS command line would take. */
  readonly wanted: string | undefined;
  /** Reads now, or once more when it is just being read. */
  readonly read = coalesce(async () => this.#read());
  readonly #services: Services;
  readonly #signal: () => AbortSignal;
  /** Thrown away as a whole: late answers of before go nowhere. */
  #images = new Map<string, RemoteImages>();
  /** By digest, which never means another image. */
  readonly #platforms = new Map<string, readonly string[]>();
  #isStale = true;

  constructor(services: Services, wanted: string | undefined, signal: () => AbortSignal) {
    this.#services = services;
    this.wanted = wanted;
    this.#signal = signal;
  }

  get isStale(): boolean {
    return this.#isStale;
  }

  get region(): string | undefined {
    return this.store.value?.region ?? this.wanted;
  }

  get known(): Region<RegistryState> {
    return { region: this.region, state: this.store.state };
  }

  /** Everything anew; images when their repository is seen. */
  forget(): void {
    this.#images = new Map();
    this.#isStale = true;
  }

  forgetImages(repository: string): void {
    this.#images.delete(repository);
  }

  async withEcr<T>(work: (ecr: Ecr) => Promise<T>): Promise<T> {
    return withEcr(this.#services, this.wanted, work);
  }

  image(repository: string, digest: string): RemoteImage | undefined {
    const images = this.#images.get(repository);
    return images?.kind === 'ready' ? images.images.find((each) => each.digest === digest) : undefined;
  }

  showMore(repository: string): void {
    const images = this.#images.get(repository);
    if (images?.kind === 'ready') this.#images.set(repository, { ...images, shown: images.shown + page });
  }

  /** As many as it takes for this one to be among them. */
  showUntil(repository: string, digest: string): void {
    const images = this.#images.get(repository);
    if (images?.kind !== 'ready') return;
    const index = images.images.findIndex((each) => each.digest === digest);
    const shown = Math.max(images.shown, Math.ceil((index + 1) / page) * page);
    this.#images.set(repository, { ...images, shown });
  }

  /** Nothing when nobody looks any more. */
  async images(repository: string): Promise<RemoteImages | undefined> {
    const known = this.#images;
    const found = known.get(repository);
    if (found) return found;
    const signal = this.#signal();
    try {
      const images = await this.withEcr(async (ecr) => readImages(ecr, repository, signal));
      const ready: RemoteImages = { kind: 'ready', images, shown: page };
      known.set(repository, ready);
      this.#tell(repository, images);
      return ready;
    } catch (error) {
      if (isAbort(error)) return undefined;
      if (!(error instanceof Problem)) throw error;
      logError(this.#services, 'ecr', error);
      // Not kept: a click on the row that tells asks again.
      return { kind: 'failed', problem: error };
    }
  }

  /** Nothing when it cannot be told: a tooltip has no place for problems. */
  async platforms(repository: string, digest: string): Promise<readonly string[] | undefined> {
    const found = this.#platforms.get(digest);
    const image = this.image(repository, digest);
    if (found || !image) return found;
    const signal = this.#signal();
    try {
      const { platforms } = await this.withEcr(async (ecr) =>
        readPlatforms(ecr, { repository, image }, signal),
      );
      this.#platforms.set(digest, platforms);
      return platforms;
    } catch (error) {
      logError(this.#services, 'ecr', error);
      return undefined;
    }
  }

  #tell(name: string, images: readonly RemoteImage[]): void {
    const { remote } = this.#services;
    const repository = this.store.value?.repositories.find((each) => each.name === name);
    if (repository) remote.ready(withRepository(remote.value ?? nothingKnown, repository.uri, images));
  }

  async #read(): Promise<void> {
    const signal = this.#signal();
    this.#isStale = false;
    this.store.loading();
    try {
      this.store.ready(await this.withEcr(async (ecr) => readRegistry(ecr, signal)));
    } catch (error) {
      this.#isStale = true;
      if (isAbort(error)) return;
      if (!(error instanceof Problem)) throw error;
      logError(this.#services, 'ecr', error);
      this.store.failed(error);
    }
  }
}
