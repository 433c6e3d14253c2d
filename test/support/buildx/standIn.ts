// A `docker` on the PATH that plays back what the real `docker buildx` has once written, and notes how it was called.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Play {
  /** A file of `test/fixtures/buildx`; without one it waits until it is told to stop. */
  readonly recording?: string;
  readonly code?: number;
  readonly version?: string;
}

export interface Called {
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const program = (folder: string): string => `#!${process.execPath}
const { readFileSync, writeFileSync } = require('node:fs');
const folder = ${JSON.stringify(folder)};
const play = JSON.parse(readFileSync(folder + '/play.json', 'utf8'));
const words = process.argv.slice(2);
if (words.join(' ') === 'buildx version') {
  console.log('github.com/docker/buildx v' + play.version + ' 1234567');
  process.exit(0);
}
writeFileSync(folder + '/called.json', JSON.stringify({ words, environment: process.env }));
process.on('SIGINT', () => {
  writeFileSync(folder + '/interrupted', '');
  process.exit(130);
});
if (play.text === undefined) {
  console.error('{"vertexes":[{"digest":"a","name":"[1/2] RUN sleep","started":"now"}]}');
  setTimeout(() => process.exit(1), 30000);
} else process.stderr.write(play.text, () => process.exit(play.code));
`;

/** The variables that it needs are set until it is removed. */
export class StandInBuildx {
  readonly #folder = mkdtempSync(join(tmpdir(), 'longshore-buildx-'));
  readonly #before = { ...process.env };

  constructor() {
    writeFileSync(join(this.#folder, 'docker'), program(this.#folder), { mode: 0o755 });
    mkdirSync(join(this.#folder, 'buildx/instances'), { recursive: true });
    process.env['PATH'] = `${this.#folder}${delimiter}${process.env['PATH']}`;
    process.env['BUILDX_CONFIG'] = join(this.#folder, 'buildx');
    delete process.env['BUILDX_BUILDER'];
  }

  play({ recording, code = 0, version = '0.19.3' }: Play): void {
    rmSync(join(this.#folder, 'called.json'), { force: true });
    rmSync(join(this.#folder, 'interrupted'), { force: true });
    const place = new URL(`../../fixtures/buildx/${recording ?? ''}`, import.meta.url);
    const text = recording === undefined ? {} : { text: readFileSync(fileURLToPath(place), 'utf8') };
    writeFileSync(join(this.#folder, 'play.json'), JSON.stringify({ ...text, code, version }));
  }

  /** As `docker buildx use NAME` leaves it. */
  use(name: string, { key, driver }: { readonly key: string; readonly driver: string }): void {
    const folder = join(this.#folder, 'buildx');
    writeFileSync(join(folder, 'current'), JSON.stringify({ Key: key, Name: name, Global: false }));
    writeFileSync(join(folder, 'instances', name), JSON.stringify({ Name: name, Driver: driver }));
  }

  /** As `docker buildx use --default NAME` does while another engine's is in use. */
  useByDefault(name: string, { key, driver }: { readonly key: string; readonly driver: string }): void {
    this.use(name, { key: 'unix:///another', driver });
    const folder = join(this.#folder, 'buildx/defaults');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, createHash('sha256').update(key).digest('hex').slice(0, 20)), name);
  }

  called(): Called | undefined {
    const place = join(this.#folder, 'called.json');
    return existsSync(place) ? JSON.parse(readFileSync(place, 'utf8')) : undefined;
  }

  wasInterrupted(): boolean {
    return existsSync(join(this.#folder, 'interrupted'));
  }

  remove(): void {
    for (const name of ['PATH', 'BUILDX_CONFIG', 'BUILDX_BUILDER']) {
      const value = this.#before[name];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
