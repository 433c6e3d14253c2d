/** `npm run bench:images [COUNT]`: a tree of thousands of images on a real engine, against the bare request to it. */
import { get } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { makeWorld } from '../../src/adapters/world';
import { listImages } from '../../src/app/images/followImages';
import { imageRows } from '../../src/core/images/imageRows';
import { usualLook } from '../../src/core/images/imagesLook';
import { RemoteIndex } from '../../src/core/images/remoteIndex';
import { nothingKnown, withRepository } from '../../src/core/images/remoteKnowledge';
import { advance } from '../../src/core/images/imagesState';
import { compareRows, indexRows } from '../../src/core/row';
import { startBench } from '../support/bench';
import { makeManyImages, removeTestImages } from '../support/engine/images';
import { median, milliseconds, printTable } from './table';

const count = Number(process.argv[2] ?? 5000);
const rounds = 9;
const never = new AbortController().signal;
const turn = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** ECR has every one of them, under another digest. */
const ecr = new RemoteIndex(
  withRepository(
    nothingKnown,
    'longshore-test/many',
    Array.from({ length: count }, (_, index) => ({
      digest: `sha256:${String(index).padStart(64, '0')}`,
      tags: [String(index).padStart(5, '0')],
      bytes: 1000,
      pushed: 0,
      pulled: undefined,
      mediaType: undefined,
    })),
  ),
);
const { engine, stop } = await startBench(['engine']);
process.stdout.write(`Making ${count} images…\n`);
await makeManyImages(engine, count);
try {
  const world = makeWorld({ docker: () => ({ host: engine.host, context: '' }) });
  await listImages(world.docker, never);
  const pauses: number[] = [];
  /** One that was switched off counts that time as a pause: so each stretch has its own. */
  const watched = async <T>(work: () => Promise<T>): Promise<T> => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const result = await work();
    delay.disable();
    pauses.push(delay.max / 1e6);
    return result;
  };
  const samples: Record<string, number[]> = { bare: [], list: [], rows: [], event: [], known: [], space: [] };
  /** Milliseconds of this process: on a busy machine the clock counts others too. */
  const ours: Record<string, number[]> = {};
  const time = async <T>(name: string, work: () => Promise<T> | T): Promise<T> => {
    const [started, used] = [performance.now(), process.cpuUsage()];
    const result = await work();
    samples[name]?.push(performance.now() - started);
    const { user, system } = process.cpuUsage(used);
    (ours[name] ??= []).push((user + system) / 1000);
    // In the editor each of these is a turn of its own.
    await turn();
    return result;
  };
  for (let round = 0; round < rounds; round += 1) {
    await time('bare', async () => bareRequest(engine.socket ?? ''));
    const state = await watched(async () => {
      const listed = await time('list', async () => listImages(world.docker, never));
      const before = await time('rows', () => indexRows(imageRows(listed, Date.now() / 1000)));
      const [image] = listed.images.values();
      if (!image) throw new Error('There are no images.');
      await time('event', () => {
        const next = advance(listed, [
          { kind: 'image', image: { ...image, tags: [...image.tags, 'longshore-test/many:new'] } },
        ]);
        return compareRows(before, indexRows(imageRows(next, Date.now() / 1000)));
      });
      return listed;
    });
    const space = await time('space', async () => world.docker.imagesSpace(never));
    await watched(async () =>
      time('known', () => indexRows(imageRows({ ...state, space }, Date.now() / 1000, usualLook, ecr))),
    );
  }
  const bare = median(samples['bare'] ?? []);
  const own = (name: string): number => median(ours[name] ?? []);
  const longestTurn = Math.max(...['rows', 'event', 'known'].flatMap((name) => ours[name] ?? []));
  const row = (name: string, what: string): string[] => {
    const value = median(samples[name] ?? []);
    return [what, milliseconds(value), milliseconds(own(name)), `${(value / bare).toFixed(2)} ×`];
  };
  printTable(
    `${count} images, median of ${rounds}`,
    ['step', 'time', 'of that ours', 'to the bare request'],
    [
      row('bare', 'bare GET /images/json, not even parsed'),
      row('list', 'list images and containers, as our types'),
      row('rows', 'project to rows and index them'),
      ['list and rows together', '', milliseconds(own('list') + own('rows')), ''],
      row('event', 'one event: apply, project, find what changed'),
      row('known', 'project, with what is known of ECR and of the space'),
      row('space', 'the engine measures the space (asked later, at rest)'),
      ['the longest of these that is one turn', '', milliseconds(longestTurn), ''],
      ['longest pause of the event loop', milliseconds(Math.max(...pauses)), '', ''],
    ],
  );
} finally {
  await removeTestImages(engine, 'many');
  await stop();
}
process.exit();

async function bareRequest(socketPath: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    get({ socketPath, path: '/images/json' }, (answer) => answer.resume().on('end', resolve)).on(
      'error',
      reject,
    );
  });
}
