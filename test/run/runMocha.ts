/** Runs one layer's tests in a process of its own: `tsx runMocha.ts STATS TIMEOUT FILE…`. The runner believes only the stats file. */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

const [statsFile = '', timeout = '', ...files] = process.argv.slice(2);
const mocha = new Mocha({
  ui: 'bdd',
  reporter: 'spec',
  timeout: Number(timeout),
  forbidOnly: process.env['CI'] !== undefined,
});
files.forEach((file) => mocha.addFile(file));
await mocha.loadFilesAsync();
const runner = mocha.run(() => {
  const { passes, failures, pending } = runner.stats ?? {};
  writeFileSync(statsFile, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
  // What a test has left open must not hold up the others; the bench looks for leftovers by itself.
  process.exit(failures === 0 ? 0 : 1);
});
