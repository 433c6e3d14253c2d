/** `npm run bench:push [ROUNDS]`: 500 MB into an empty registry, our command beside `docker push` of the same image, each as a whole process and in turn. Budget: 1.1 times its time. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../src/build/bundle';
import { startBench } from '../support/bench';
import { startStandInEcr } from '../support/ecr/standIn';
import { connect } from '../support/engine/connection';
import { removeTestImages } from '../support/engine/images';
import { loadLayeredImage } from '../support/engine/layeredImage';
import { ownFolder } from '../support/ownership';
import { median, printTable } from './table';
import { measure } from './train/measure';

const rounds = Number(process.argv[2] ?? 4);
const name = 'bench-push';
const image = { name, layers: 5, bytesEach: 100_000_000 };
const budget = 1.1;

const root = fileURLToPath(new URL('../..', import.meta.url));
await bundle(root, { production: true });
const { engine, stop } = await startBench(['engine']);
const ecr = await startStandInEcr();
const folder = ownFolder('bench-push');
const docker = connect(engine);
try {
  process.stdout.write('Making an image of 500 MB…\n');
  const source = await loadLayeredImage(engine, image);
  const samples: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
  for (let round = 0; round < rounds; round += 1) {
    const turn = [
      ['ours', ours(source)],
      ['theirs', theirs(source)],
    ] as const;
    // Whoever is second may profit of what is warm: the order changes.
    for (const [who, push] of round % 2 === 0 ? turn : turn.toReversed()) samples[who].push(await push());
    process.stdout.write(
      `round ${round + 1}: ${seconds(samples.ours.at(-1))}, ${seconds(samples.theirs.at(-1))}\n`,
    );
  }
  print(samples.ours, samples.theirs);
} finally {
  await removeTestImages(engine, name);
  await removePushed();
  folder.release();
  await ecr.stop();
  await stop();
}
process.exit();

function ours(source: string): () => Promise<number> {
  const words = [join(root, 'dist/cli.js'), 'push', source, '--repository', 'team/iris', '--tag', '1'];
  return async () => {
    ecr.reset();
    ecr.create('team/iris');
    return measure({
      program: process.execPath,
      words,
      environment: { DOCKER_HOST: engine.host, ...ecr.environment },
      output: join(folder.path, 'ours'),
    });
  };
}

/** Signed in as `docker login` leaves it. */
function theirs(source: string): () => Promise<number> {
  const config = join(folder.path, 'config');
  mkdirSync(config, { recursive: true });
  const target = `${ecr.registry.host}/team/iris:1`;
  return async () => {
    ecr.reset();
    ecr.create('team/iris');
    const auth = Buffer.from(`AWS:${ecr.registry.token()}`).toString('base64');
    writeFileSync(join(config, 'config.json'), JSON.stringify({ auths: { [ecr.registry.host]: { auth } } }));
    await docker.getImage(source).tag({ repo: `${ecr.registry.host}/team/iris`, tag: '1' });
    return measure({
      program: 'docker',
      words: ['push', '--quiet', target],
      environment: { DOCKER_HOST: engine.host, DOCKER_CONFIG: config },
      output: join(folder.path, 'theirs'),
    });
  };
}

function print(mine: readonly number[], other: readonly number[]): void {
  // Two that ran one after the other had much the same machine; over all rounds its load may change.
  const ratio = median(mine.map((each, round) => each / (other[round] ?? Number.NaN)));
  const row = (what: string, values: readonly number[], times: string): string[] => [
    what,
    seconds(median(values)),
    seconds(Math.min(...values)),
    seconds(Math.max(...values)),
    times,
  ];
  printTable(
    `500 MB in 5 layers into an empty registry, median of ${rounds} whole processes, in turn; load ${loadavg()[0]?.toFixed(1)}`,
    ['command', 'time', 'quickest', 'slowest', 'of docker push, by round'],
    [
      row('docker push', other, ''),
      row('longshore push, with its checks', mine, `${ratio.toFixed(2)} × (budget ${budget})`),
    ],
  );
}

function seconds(value = Number.NaN): string {
  return `${(value / 1000).toFixed(1)} s`;
}

async function removePushed(): Promise<void> {
  const names = (await docker.listImages()).flatMap(({ RepoTags }) => RepoTags ?? []);
  for (const each of names.filter((tag) => tag.startsWith(ecr.registry.host)))
    await docker.getImage(each).remove();
}
