/** `npm test [-- LAYER…]`: starts what the tests need, runs every layer, and ends with one line that counts. `scaffold` takes long and has to be named. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChecks } from '../../src/build/check';
import { packageProduct } from '../../src/build/package';
import { startBench } from '../support/bench';
import type { Count } from './layers';
import { runHostLayer, runMochaLayer } from './layers';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vsix = join(root, 'dist', 'longshore.vsix');
const print = (line: string): void => void process.stdout.write(`${line}\n`);

interface Layer {
  readonly name: string;
  readonly needsBench: boolean;
  /** Runs only when it is asked for. */
  readonly isLong?: boolean;
  readonly run: (environment: Readonly<Record<string, string>>) => Promise<Count>;
}

const layers: readonly Layer[] = [
  { name: 'check', needsBench: false, run: async () => ({ ...(await runChecks(print)), skipped: 0 }) },
  { name: 'package', needsBench: false, run: packaged },
  { name: 'unit', needsBench: false, run: async (environment) => runMochaLayer(root, 'unit', environment) },
  {
    name: 'adapters',
    needsBench: true,
    run: async (environment) => runMochaLayer(root, 'adapters', environment),
  },
  { name: 'host', needsBench: true, run: async (environment) => runHostLayer(root, vsix, environment) },
  { name: 'ui', needsBench: true, run: async (environment) => runMochaLayer(root, 'ui', environment) },
  {
    name: 'scaffold',
    needsBench: true,
    isLong: true,
    run: async (environment) => runMochaLayer(root, 'scaffold', environment),
  },
];

/** The later layers test what this makes: a build that is over its budgets fails here. */
async function packaged(): Promise<Count> {
  const { sizes } = await packageProduct(root);
  print(`✔ bytes: ${JSON.stringify(sizes)}`);
  return { passed: 1, failed: 0, skipped: 0 };
}

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !layers.some((layer) => layer.name === name));
if (unknown !== undefined) {
  print(`There is no layer ${unknown}. There are: ${layers.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const chosen = layers.filter(({ name, isLong }) =>
  asked.length === 0 ? isLong !== true : asked.includes(name),
);
process.exitCode = (await runLayers()) ? 0 : 1;

async function runLayers(): Promise<boolean> {
  let bench: Awaited<ReturnType<typeof startParts>> | undefined;
  const results: Array<{ name: string; seconds: number; count: Count; wrong?: string }> = [];
  try {
    for (const layer of chosen) {
      print(`\n── ${layer.name} ${'─'.repeat(60 - layer.name.length)}`);
      const started = Date.now();
      const timed = (count: Count, wrong?: string) =>
        results.push({
          name: layer.name,
          seconds: (Date.now() - started) / 1000,
          count,
          ...(wrong === undefined ? {} : { wrong }),
        });
      try {
        if (layer.needsBench) bench ??= await startParts();
        timed(await layer.run(bench?.environment ?? {}));
      } catch (error) {
        const wrong = error instanceof Error ? error.message : String(error);
        print(wrong);
        timed({ passed: 0, failed: 1, skipped: 0 }, wrong);
      }
    }
  } finally {
    await bench?.stop();
  }
  return summarize(results);
}

async function startParts() {
  print('Starting the Docker engine, its base image and the AWS emulator…');
  const { engine, emulator, stop } = await startBench(['engine', 'pythonBase', 'emulator']);
  const environment = {
    LONGSHORE_TEST_ENGINE: engine.host,
    LONGSHORE_TEST_ENGINE_OWNED: engine.owned ? 'yes' : 'no',
    LONGSHORE_TEST_AWS: emulator.url,
    LONGSHORE_TEST_VSIX: vsix,
  };
  print(`Docker engine: ${engine.owned ? 'a private one, for these tests' : engine.host}`);
  return { environment, stop };
}

function summarize(
  results: ReadonlyArray<{ name: string; seconds: number; count: Count; wrong?: string }>,
): boolean {
  print(`\n── summary ${'─'.repeat(53)}`);
  for (const { name, seconds, count, wrong } of results) {
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    const line = `${name.padEnd(10)} ${String(count.passed).padStart(5)} passed, ${count.failed} failed${skipped}`;
    print(
      `${line}  (${seconds.toFixed(1)} s)${wrong === undefined ? '' : `\n           ${wrong.split('\n')[0] ?? ''}`}`,
    );
  }
  const sum = (field: keyof Count): number => results.reduce((total, { count }) => total + count[field], 0);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  print(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
  return sum('failed') === 0 && results.length > 0;
}
