import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Trains as long as it may: metrics, a checkpoint and a growing log twice in a second, processors and memory in use. */
const program = `
import json, math, random, signal, sys, time
def stop(*_): open('/opt/ml/model/weights.bin', 'wb').write(bytes(70_000)); sys.exit(0)
signal.signal(signal.SIGTERM, stop)
random.seed(1)
held = []
for epoch in range(1, 500):
    end = time.time() + 0.3
    while time.time() < end: math.sqrt(random.random())
    if epoch % 20: held.append(bytearray(3_000_000))
    else: held.clear()
    loss = 2 * math.exp(-epoch / 12) + 0.08 + random.random() * 0.05
    print(f'epoch={epoch}; loss={loss:.4f}; accuracy={1 - loss / 2.2:.4f};', flush=True)
    open(f'/opt/ml/checkpoints/epoch-{epoch}.bin', 'wb').write(bytes(10_000))
    time.sleep(0.15)
`;

/** A run file with data and checkpoints, and a program that goes on until it is stopped. */
export function watchedRun(folder: string): void {
  for (const below of ['data', 'program']) mkdirSync(join(folder, below), { recursive: true });
  writeFileSync(join(folder, 'program/train.py'), program);
  for (const name of ['a.csv', 'b.csv']) writeFileSync(join(folder, 'data', name), '1,2,3\n');
  const run = {
    image: 'longshore-test/python-base:latest',
    entrypoint: ['python3', '/opt/ml/input/data/program/train.py'],
    hyperparameters: { epochs: 500, learning_rate: 0.05 },
    channels: { train: 'data', program: 'program' },
    checkpoints: { local: 'checkpoints' },
  };
  writeFileSync(join(folder, 'watched.train.json'), JSON.stringify(run, undefined, 2));
}
