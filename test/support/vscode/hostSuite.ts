// Runs in the extension host: Mocha, with its results in files, since a host that dies takes its console with it.
import { appendFileSync, writeFileSync } from 'node:fs';
import { format } from 'node:util';
import Mocha from 'mocha';
import { outputFile, outputFolderVariable, statsFile } from './hostResult';

/** Runs the tests which `load` defines; rejects unless all of them pass. */
export async function runSuite(load: () => Promise<void>): Promise<void> {
  const folder = process.env[outputFolderVariable];
  if (folder !== undefined) {
    Mocha.reporters.Base.consoleLog = (...parts: unknown[]) =>
      appendFileSync(outputFile(folder), `${format(...parts)}\n`);
  }
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', color: false, timeout: 20_000 });
  // Defines describe, it and the others: Mocha does so for files that it loads itself, but ours are in this bundle.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await load();
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      if (folder !== undefined) writeFileSync(statsFile(folder), JSON.stringify(runner.stats));
      if (failures === 0) resolve();
      else reject(new Error(`${failures} host tests failed.`));
    });
  });
}
