/** `npm run bench:serve [REQUESTS]`: a small request to nginx in a container: straight, through a relay that copies bytes and looks at none, and through our front, in turn. Budget: half of the requests are 1 ms slower at most, and 60 % of the throughput are left. The relay is what no front of this machine goes below. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
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

const everybody = ['direct', 'relay', 'front'] as const;
type Who = (typeof everybody)[number];

const relayProgram = `
const net = require('net');
process.stdin.once('data', (line) => {
  const [port, host] = String(line).trim().split(' ');
  const server = net.createServer({ noDelay: true }, (client) => {
    const to = net.connect({ port: Number(port), host, noDelay: true });
    client.pipe(to).pipe(client);
    for (const each of [client, to]) each.on('error', () => [client, to].forEach((end) => end.destroy()));
  });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
});`;

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
const relay = spawn(process.execPath, ['-e', relayProgram], { stdio: ['pipe', 'pipe', 'inherit'] });
const front = spawn(
  process.execPath,
  [join(root, 'dist/cli.js'), 'serve', bench.file, '--json', '--runs', bench.runsFolder],
  { env: { ...process.env, DOCKER_HOST: engine.host }, stdio: ['ignore', 'pipe', 'inherit'] },
);
try {
  const places = await addresses();
  const rows: string[][] = [];
  for (const concurrency of lanes) {
    const samples: Record<Who, Measured[]> = { direct: [], relay: [], front: [] };
    for (const who of everybody) await ask(places[who], concurrency, requests / 4);
    for (let round = 0; round < rounds; round += 1)
      for (const who of round % 2 === 0 ? everybody : everybody.toReversed())
        samples[who].push(await ask(places[who], concurrency, requests));
    rows.push(...compare(concurrency, samples));
  }
  printTable(
    `${requests} requests in each of ${rounds} rounds, load ${loadavg()[0]?.toFixed(1)}`,
    ['at once', 'who', 'p50', 'p99', 'requests/s', 'within budget'],
    rows,
  );
} finally {
  relay.kill();
  front.kill('SIGINT');
  await new Promise((resolve) => front.on('exit', resolve));
  await bench.remove();
  await removeTestImages(engine, 'bench-serve');
  await stop();
}
process.exit();

/** Of the container, and of what stands before it. */
async function addresses(): Promise<Readonly<Record<Who, string>>> {
  let [direct, url] = ['', ''];
  for await (const line of createInterface(front.stdout)) {
    const event = JSON.parse(line);
    if (event.kind === 'opened') ({ url } = event);
    if (event.kind === 'started') direct = event.containers[0].address;
    if (event.kind === 'ready') break;
  }
  front.stdout.resume();
  relay.stdin.write(`${new URL(direct).port} ${new URL(direct).hostname}\n`);
  const [port] = await once(relay.stdout, 'data');
  return {
    direct: `${direct}/invocations`,
    relay: `http://127.0.0.1:${String(port).trim()}/invocations`,
    front: `${url}/endpoints/test/invocations`,
  };
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

function compare(
  concurrency: number,
  { direct, relay: relayed, front: ours }: Readonly<Record<Who, readonly Measured[]>>,
): string[][] {
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
  const cost = (all: readonly Measured[]): { readonly more: number; readonly share: number } => ({
    more: of(all, 0.5) - of(direct, 0.5),
    share: rate(all) / rate(direct),
  });
  const words = ({ more, share }: ReturnType<typeof cost>): string =>
    `p50 +${milliseconds(more)}, ${(share * 100).toFixed(0)} % of the throughput`;
  // One at a time, what is slower is also what is fewer: there the time counts, and with many the throughput.
  const found = cost(ours);
  const isGood = concurrency === 1 ? found.more <= slower : found.share >= left;
  return [
    row('direct', direct, ''),
    row('relay', relayed, words(cost(relayed))),
    row('front', ours, `${isGood ? 'yes' : 'NO'}: ${words(found)}`),
  ];
}
