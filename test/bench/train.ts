/** `npm run bench:train`: what a run costs beside the bare container and beside the Python SDK's local mode; then a million lines. Budgets: 0.5 s over the bare container, a quarter of the SDK's, 200 MB. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../src/build/bundle';
import { startBench } from '../support/bench';
import { connect } from '../support/engine/connection';
import { removeTestImages } from '../support/engine/images';
import { ownFolder } from '../support/ownership';
import { makeProgramImage } from '../support/runs/images';
import { median, milliseconds, printTable } from './table';
import type { Place } from './train/contenders';
import { bareRun, longshoreTrain, sdkLocalMode } from './train/contenders';
import { printLogs } from './train/logs';
import type { Command } from './train/measure';
import { measure } from './train/measure';

const rounds = 5;
const name = 'bench-train';
const programs = {
  train: '#!/bin/sh\necho trained > /opt/ml/model/model.txt\n',
  count: '#!/usr/bin/env python3\nfor i in range(1_000_000): print(i)\n',
  tell: "#!/usr/bin/env python3\nfor i in range(1_000_000): print(f'step {i} loss={1 / (i + 1):.6f}')\n",
};

await bundle(fileURLToPath(new URL('../..', import.meta.url)), { production: true });
const { engine, stop } = await startBench(['engine', 'pythonBase']);
const folder = ownFolder('bench-train');
const networks = await networkNames();
try {
  const data = join(folder.path, 'data');
  mkdirSync(data);
  writeFileSync(join(data, 'a.csv'), '1,2\n');
  const image = await makeProgramImage(engine, name, programs);
  const place = { folder: folder.path, data, image, host: engine.host };
  await printOverhead(place);
  await printLogs(place);
} finally {
  await removeLeftovers();
  folder.release();
  await stop();
}
process.exit();

async function printOverhead(place: Place): Promise<void> {
  const bare = await bareRun(place, 'train');
  const ours = longshoreTrain(place, 'train');
  const sdk = await sdkLocalMode(place);
  const samples: Record<'bare' | 'ours' | 'sdk' | 'imports', number[]> = {
    bare: [],
    ours: [],
    sdk: [],
    imports: [],
  };
  for (const command of [bare, ours, sdk]) await measure(command);
  for (let round = 0; round < rounds; round += 1) {
    samples.bare.push(await measure(bare));
    samples.ours.push(await measure(ours));
    samples.sdk.push(await measure(sdk));
    samples.imports.push(importTime(sdk));
  }
  const floor = median(samples.bare);
  const over = (values: readonly number[]): number => median(values) - floor;
  const row = (what: string, values: readonly number[], budget: string): string[] => [
    what,
    milliseconds(median(values)),
    milliseconds(Math.max(...values)),
    milliseconds(over(values)),
    `${(over(values) / over(samples.ours)).toFixed(1)} ×`,
    budget,
  ];
  printTable(
    `A container that writes one file, median of ${rounds} whole processes, in turn`,
    ['command', 'time', 'slowest', 'over docker run', 'of our overhead', 'budget'],
    [
      ['docker run', milliseconds(floor), milliseconds(Math.max(...samples.bare)), '', '', ''],
      row('longshore train', samples.ours, '500 ms'),
      row("the Python SDK's local mode", samples.sdk, '≥ 4 ×'),
      ['  importing it, of that', milliseconds(median(samples.imports)), '', '', '', ''],
    ],
  );
}

function importTime({ output }: Command): number {
  return Number(/^import (.+)$/m.exec(readFileSync(output, 'utf8'))?.[1]);
}

/** The SDK leaves its containers, and a network. */
async function removeLeftovers(): Promise<void> {
  const docker = connect(engine);
  const filters = { ancestor: [`longshore-test/${name}:latest`] };
  for (const { Id } of await docker.listContainers({ all: true, filters }))
    await docker.getContainer(Id).remove({ force: true });
  for (const each of await networkNames())
    if (each === 'sagemaker-local' && !networks.includes(each)) await docker.getNetwork(each).remove();
  await removeTestImages(engine, name);
}

async function networkNames(): Promise<readonly string[]> {
  return (await connect(engine).listNetworks()).map(({ Name }) => Name);
}
