// Serving on a real engine, in a folder that goes with the test.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeWorld } from '../../../src/adapters/world';
import type { LiveVariant } from '../../../src/app/serve/liveVariant';
import { startVariant } from '../../../src/app/serve/startVariant';
import type { EndpointFile, Variant } from '../../../src/core/endpoint/file/endpointFile';
import type { World } from '../../../src/core/ports';
import { servePlan } from '../../../src/core/serve/servePlan';
import { testEngine } from '../engine/engine';

export type VariantWords = Partial<Omit<Variant, 'serving'>> & {
  readonly image?: string;
  readonly model?: string;
  readonly environment?: Readonly<Record<string, string>>;
};

const usual = 'longshore-test/serving:latest';

const oneVariant = ({ image, model, environment = {}, ...rest }: VariantWords): Variant => ({
  name: 'main',
  weight: 1,
  instances: 1,
  startupTimeout: 30,
  serving: {
    kind: 'one',
    container: {
      image: image ?? usual,
      environment: { VARIANT: rest.name ?? 'main', ...environment },
      multiModel: false,
      ...(model === undefined ? {} : { model: model.startsWith('s3:') ? { s3: model } : { local: model } }),
    },
  },
  ...rest,
});

export class ServingBench {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'longshore-serve-')));
  readonly file = join(this.folder, 'test.endpoint.json');
  readonly runsFolder = join(this.folder, 'runs');
  readonly world: World;
  readonly #image: string;
  readonly said: string[] = [];
  readonly #live: LiveVariant[] = [];
  readonly #ends: (() => Promise<void>)[] = [];
  /** What the names of its containers and networks begin with. */
  readonly id = `test-${process.pid}-${Math.random().toString(36).slice(2, 8)}`;

  /** The image of variants that name none. */
  constructor(image = usual) {
    this.#image = image;
    this.world = makeWorld({ docker: () => ({ host: testEngine().host, context: '' }) });
  }

  write(path: string, content: string | Uint8Array): string {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  variant(words: VariantWords): Variant {
    return oneVariant({ image: this.#image, ...words });
  }

  endpoint(variants: readonly VariantWords[], rest: Partial<EndpointFile> = {}): EndpointFile {
    return {
      name: 'test',
      variants: variants.map((words) => this.variant(words)),
      networkIsolation: false,
      local: { gpus: 'none' },
      ...rest,
    };
  }

  /** The file that says the same as `endpoint`. */
  text(variants: readonly VariantWords[]): string {
    const words = variants.map((variant) => {
      const { serving, startupTimeout: _, instances, ...rest } = this.variant(variant);
      return {
        ...rest,
        ...(rest.serverless ? {} : { instances }),
        ...(serving.kind === 'one' ? serving.container : {}),
      };
    });
    return JSON.stringify({ name: 'test', variants: words });
  }

  /** The containers of one variant, without an endpoint around them. */
  async start(words: VariantWords, rest: Partial<EndpointFile> = {}): Promise<LiveVariant> {
    const plan = servePlan(this.endpoint([words], rest), { file: this.file, region: 'eu-west-1' });
    const [variant] = plan.variants;
    if (!variant) throw new Error('There is no variant.');
    const start = {
      id: `${this.id}-${this.#live.length}`,
      plan: variant,
      file: this.file,
      folder: join(this.runsFolder, 'endpoints/test'),
      runsFolder: this.runsFolder,
      isolated: plan.isolated,
      follower: process.pid,
      say: (text: string) => void this.said.push(text),
    };
    const live = await startVariant(this.world, start, new AbortController().signal);
    this.#live.push(live);
    return live;
  }

  /** Called before the folder goes. */
  own(end: () => Promise<void>): void {
    this.#ends.push(end);
  }

  async remove(): Promise<void> {
    for (const end of this.#ends.toReversed()) await end();
    await Promise.all(this.#live.map(async (live) => live.stop(0)));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
