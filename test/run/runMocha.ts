/** Runs one layer's tests in a process of its own: `tsx runMocha.ts STATS TIMEOUT FILE…`. The runner believes only the stats file. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Mocha from 'mocha';
import { pictureWorkbenches } from '../support/workbench/openWorkbench';

const [statsFile = '', timeout = '', ...files] = process.argv.slice(2);
const mocha = new Mocha({
  ui: 'bdd',
  reporter: 'spec',
  timeout: Number(timeout),
  forbidOnly: process.env['CI'] !== undefined,
});
const failures = fileURLToPath(new URL('../../out/failures', import.meta.url));
mocha.suite.afterEach('takes a picture of a failure', async function () {
  if (this.currentTest?.state !== 'failed') return;
  const pictures = await pictureWorkbenches(failures, this.currentTest.fullTitle());
  pictures.forEach((file) => process.stdout.write(`      see ${file}\n`));
});
files.forEach((file) => mocha.addFile(file));
await mocha.loadFilesAsync();
const runner = mocha.run(() => {
  const { passes, failures: failed, pending } = runner.stats ?? {};
  writeFileSync(statsFile, JSON.stringify({ passed: passes, failed, skipped: pending }));
  // What a test has left open must not hold up the others; the bench looks for leftovers by itself.
  process.exit(failed === 0 ? 0 : 1);
});
