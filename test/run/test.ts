/** `npm test [-- LAYER…]`: starts what the tests need, runs every layer, and ends with one line that counts. `scaffold` takes long and has to be named. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChecks } from '../../src/build/check';
import { packageProduct } from '../../src/build/package';
import { startBench } from '../support/bench';
import { makeArchives } from '../support/scaffold/archives';
import type { Count } from './layers';
import { runHostLayer, runMochaLayer } from './layers';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vsix = join(root, 'dist', 'longshore.vsix');
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const heading = (name: string): void => print(`\n── ${name} ${'─'.repeat(60 - name.length)}`);

interface Layer {
  readonly name: string;
  readonly needsBench: boolean;
  /** Runs only when it is asked for. */
  readonly isLong?: boolean;
  /** Runs together with the one before that is not, which waits more than it works; several one after the other. */
  readonly isBeside?: boolean;
  readonly run: (
    environment: Readonly<Record<string, string>>,
    print: (text: string) => void,
  ) => Promise<Count>;
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
  {
    name: 'host',
    needsBench: true,
    isBeside: true,
    run: async (environment, tell) => runHostLayer({ root, vsix, environment, print: tell }),
  },
  {
    name: 'window',
    needsBench: false,
    isBeside: true,
    run: async (environment, tell) =>
      runMochaLayer(root, 'window', { ...environment, LONGSHORE_TEST_VSIX: vsix }, tell),
  },
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
  // Beside the layers that need none of it.
  const bench = chosen.some(({ needsBench }) => needsBench) ? startParts() : undefined;
  bench?.catch(() => undefined);
  const results: Result[] = [];
  try {
    for (const group of groupsOf(chosen)) {
      try {
        const parts = group.some(({ needsBench }) => needsBench) ? await bench : undefined;
        results.push(...(await runTogether(group, parts?.environment ?? {})));
      } catch (error) {
        // What the tests need does not start: none of them passes.
        const failed = wrongness(error);
        print(failed.wrong);
        results.push(...group.map(({ name }) => ({ name, seconds: 0, ...failed })));
      }
    }
  } finally {
    await bench?.then(
      async ({ stop }) => stop(),
      () => undefined,
    );
  }
  return summarize(results);
}

function groupsOf(all: readonly Layer[]): ReadonlyArray<readonly Layer[]> {
  const groups: Layer[][] = [];
  for (const layer of all) {
    const last = groups.at(-1);
    if (layer.isBeside && last) last.push(layer);
    else groups.push([layer]);
  }
  return groups;
}

/** The first tells as it goes, the others when it is through. */
async function runTogether(
  [first, ...others]: readonly Layer[],
  environment: Readonly<Record<string, string>>,
): Promise<readonly Result[]> {
  if (!first) return [];
  let before: Promise<unknown> = Promise.resolve();
  const beside = others.map((layer) => {
    const kept: string[] = [];
    const result = before.then(async () => runLayer(layer, environment, (text) => kept.push(text)));
    before = result;
    return { layer, kept, result };
  });
  heading(first.name);
  const results = [await runLayer(first, environment, (text) => process.stdout.write(text))];
  for (const { layer, kept, result } of beside) {
    results.push(await result);
    heading(layer.name);
    kept.forEach((text) => process.stdout.write(text));
  }
  return results;
}

interface Result {
  readonly name: string;
  readonly seconds: number;
  readonly count: Count;
  readonly wrong?: string;
}

async function runLayer(
  { name, run }: Layer,
  environment: Readonly<Record<string, string>>,
  tell: (text: string) => void,
): Promise<Result> {
  const started = Date.now();
  const seconds = (): number => (Date.now() - started) / 1000;
  try {
    const count = await run(environment, tell);
    return { name, seconds: seconds(), count };
  } catch (error) {
    const failed = wrongness(error);
    tell(`${failed.wrong}\n`);
    return { name, seconds: seconds(), ...failed };
  }
}

function wrongness(error: unknown): Pick<Result, 'count'> & { readonly wrong: string } {
  const wrong = error instanceof Error ? error.message : String(error);
  return { count: { passed: 0, failed: 1, skipped: 0 }, wrong };
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
  // Whoever needs one that could not be made says so.
  if (chosen.some(({ name }) => name === 'adapters' || name === 'scaffold'))
    makeArchives(engine).catch(() => undefined);
  return { environment, stop };
}

function summarize(results: readonly Result[]): boolean {
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
