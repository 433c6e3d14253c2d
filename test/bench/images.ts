/** `npm run bench:images [COUNT]`: a tree of thousands of images on a real engine, against the bare request to it. */
import { get } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { makeWorld } from '../../src/adapters/world';
import { listImages } from '../../src/app/images/followImages';
import { imageRows } from '../../src/core/images/imageRows';
import { advance } from '../../src/core/images/imagesState';
import { compareRows, indexRows } from '../../src/core/row';
import { startBench } from '../support/bench';
import { makeManyImages, removeTestImages } from '../support/engine/images';
import { median, milliseconds, printTable } from './table';

const count = Number(process.argv[2] ?? 5000);
const rounds = 9;
const never = new AbortController().signal;
const { engine, stop } = await startBench(['engine']);
process.stdout.write(`Making ${count} images…\n`);
await makeManyImages(engine, count);
try {
  const world = makeWorld({ docker: () => ({ host: engine.host, context: '' }) });
  await listImages(world.docker, never);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const samples: Record<string, number[]> = { bare: [], list: [], rows: [], event: [] };
  const time = async <T>(name: string, work: () => Promise<T> | T): Promise<T> => {
    const started = performance.now();
    const result = await work();
    samples[name]?.push(performance.now() - started);
    return result;
  };
  for (let round = 0; round < rounds; round += 1) {
    await time('bare', async () => bareRequest(engine.socket ?? ''));
    delay.enable();
    const state = await time('list', async () => listImages(world.docker, never));
    const before = await time('rows', () => indexRows(imageRows(state, Date.now() / 1000)));
    const [image] = state.images.values();
    if (!image) throw new Error('There are no images.');
    await time('event', () => {
      const next = advance(state, [
        { kind: 'image', image: { ...image, tags: [...image.tags, 'longshore-test/many:new'] } },
      ]);
      return compareRows(before, indexRows(imageRows(next, Date.now() / 1000)));
    });
    delay.disable();
  }
  const bare = median(samples['bare'] ?? []);
  const row = (name: string, what: string): string[] => {
    const value = median(samples[name] ?? []);
    return [what, milliseconds(value), `${(value / bare).toFixed(2)} ×`];
  };
  printTable(
    `${count} images, median of ${rounds}`,
    ['step', 'time', 'of the bare request'],
    [
      row('bare', 'bare GET /images/json, not even parsed'),
      row('list', 'list images and containers, as our types'),
      row('rows', 'project to rows and index them'),
      row('event', 'one event: apply, project, find what changed'),
      ['longest pause of the event loop', milliseconds(delay.max / 1e6), ''],
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
