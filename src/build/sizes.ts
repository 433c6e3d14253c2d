import type { Metafile } from 'esbuild';

/** Bytes. The entry is what every window pays for at start. */
const entryBudget = 150 * 1024;
/** What only comes with `import()`: in the entry it would be a mistake. */
const lazyPackages = ['dockerode', 'docker-modem', '@aws-sdk', '@smithy', '@grpc', 'protobufjs'];

export interface Sizes {
  readonly entry: number;
  readonly lazy: number;
}

/** The entry with all that it imports statically, and the rest. Over budget is an error of the build. */
export function checkSizes(metafile: Metafile): Sizes {
  const { outputs } = metafile;
  const entry = staticChunks(outputs, 'dist/extension.js');
  const inputs = [...entry].flatMap((name) => Object.keys(outputs[name]?.inputs ?? {}));
  const heavy = inputs.filter((input) =>
    lazyPackages.some((each) => input.includes(`node_modules/${each}/`)),
  );
  if (heavy.length > 0)
    throw new Error(`The entry bundle loads ${heavy[0]} at start. Import it when it is needed.`);
  const bytes = (names: Iterable<string>): number =>
    [...names].reduce((sum, name) => sum + (outputs[name]?.bytes ?? 0), 0);
  const scripts = Object.keys(outputs).filter((name) => name.endsWith('.js'));
  const sizes = { entry: bytes(entry), lazy: bytes(scripts) - bytes(entry) };
  if (sizes.entry > entryBudget) {
    throw new Error(`The entry bundle has ${sizes.entry} bytes; the budget is ${entryBudget}.`);
  }
  return sizes;
}

function staticChunks(outputs: Metafile['outputs'], start: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const { path, kind } of outputs[name]?.imports ?? [])
      if (kind === 'import-statement' && path in outputs) visit(path);
  };
  visit(start);
  return found;
}
