/** `npm run bench:serve [REQUESTS]`: a small request to nginx in a container, straight and through our front, in turn. Budget: half of the requests are 1 ms slower at most, and 60 % of the throughput are left. */
import { spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../src/build/bundle';
import { startBench } from '../support/bench';
import { removeTestImages } from '../support/engine/images';
import { makeProgramImage } from '../support/runs/images';
import { ServingBench } from '../support/serve/servingBench';
import { median, milliseconds, percentile, printTable } from './table';

const requests = Number(process.argv[2] ?? 3000);
const rounds = 4;
const lanes = [1, 16, 64];
const slower = 1;
const left = 0.6;

const server = `#!/bin/sh
cat > /tmp/nginx.conf <<END
pid /tmp/nginx.pid; error_log stderr; events { worker_connections 1024; }
http { access_log off; keepalive_requests 100000000; client_body_temp_path /tmp/body;
  server { listen 8080 backlog=1024; location / { return 200 "0.5\\n"; } } }
END
exec nginx -c /tmp/nginx.conf -g 'daemon off;'
`;

interface Measured {
  readonly latencies: readonly number[];
  readonly seconds: number;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
await bundle(root, { production: true });
const { engine, stop } = await startBench(['engine', 'pythonBase']);
process.env['LONGSHORE_TEST_ENGINE'] = engine.host;
const image = await makeProgramImage(engine, 'bench-serve', { serve: server });
const bench = new ServingBench(image);
bench.write('test.endpoint.json', bench.text([{ name: 'main' }]));
const front = spawn(
  process.execPath,
  [join(root, 'dist/cli.js'), 'serve', bench.file, '--json', '--runs', bench.runsFolder],
  { env: { ...process.env, DOCKER_HOST: engine.host }, stdio: ['ignore', 'pipe', 'inherit'] },
);
try {
  const places = await addresses();
  const rows: string[][] = [];
  for (const concurrency of lanes) {
    const samples: Record<'direct' | 'front', Measured[]> = { direct: [], front: [] };
    await ask(places.direct, concurrency, requests / 4);
    await ask(places.front, concurrency, requests / 4);
    for (let round = 0; round < rounds; round += 1)
      for (const who of round % 2 === 0 ? (['direct', 'front'] as const) : (['front', 'direct'] as const))
        samples[who].push(await ask(places[who], concurrency, requests));
    rows.push(...compare(concurrency, samples.direct, samples.front));
  }
  printTable(
    `${requests} requests in each of ${rounds} rounds, load ${loadavg()[0]?.toFixed(1)}`,
    ['at once', 'who', 'p50', 'p99', 'requests/s', 'within budget'],
    rows,
  );
} finally {
  front.kill('SIGINT');
  await new Promise((resolve) => front.on('exit', resolve));
  await bench.remove();
  await removeTestImages(engine, 'bench-serve');
  await stop();
}
process.exit();

/** Of the container, and of the front before it. */
async function addresses(): Promise<Readonly<Record<'direct' | 'front', string>>> {
  let [direct, url] = ['', ''];
  for await (const line of createInterface(front.stdout)) {
    const event = JSON.parse(line);
    if (event.kind === 'opened') ({ url } = event);
    if (event.kind === 'started') direct = event.containers[0].address;
    if (event.kind === 'ready') break;
  }
  front.stdout.resume();
  return { direct: `${direct}/invocations`, front: `${url}/endpoints/test/invocations` };
}

async function ask(url: string, concurrency: number, count: number): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const latencies: number[] = [];
  const began = performance.now();
  let open = count;
  const lane = async (): Promise<void> => {
    while (open-- > 0) {
      const from = performance.now();
      await one(url, agent);
      latencies.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return { latencies, seconds };
}

async function one(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', agent }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} says ${answer.statusCode}.`));
      answer.resume().on('end', resolve).on('error', reject);
    });
    call.on('error', reject).end('1,2,3\n');
  });
}

function compare(concurrency: number, direct: readonly Measured[], ours: readonly Measured[]): string[][] {
  const of = (all: readonly Measured[], share: number): number =>
    median(all.map(({ latencies }) => percentile(latencies, share)));
  const rate = (all: readonly Measured[]): number =>
    median(all.map(({ latencies, seconds }) => latencies.length / seconds));
  const row = (who: string, all: readonly Measured[], verdict: string): string[] => [
    String(concurrency),
    who,
    milliseconds(of(all, 0.5)),
    milliseconds(of(all, 0.99)),
    rate(all).toFixed(0),
    verdict,
  ];
  const more = of(ours, 0.5) - of(direct, 0.5);
  const share = rate(ours) / rate(direct);
  // One at a time, what is slower is also what is fewer: there the time counts, and with many the throughput.
  const isGood = concurrency === 1 ? more <= slower : share >= left;
  const verdict = `${isGood ? 'yes' : 'NO'}: p50 +${milliseconds(more)}, ${(share * 100).toFixed(0)} % of the throughput`;
  return [row('direct', direct, ''), row('front', ours, verdict)];
}
