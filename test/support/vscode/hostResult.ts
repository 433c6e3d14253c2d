// What a run of host tests leaves on disk. Shared by the extension host, which writes, and the runner, which reads.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const outputFolderVariable = 'LONGSHORE_HOST_OUTPUT';

export const outputFile = (folder: string) => join(folder, 'output.txt');
/** What the window complained of, for a reader of a run that ended early. */
export const consoleFile = (folder: string) => join(folder, 'console.txt');
export const statsFile = (folder: string) => join(folder, 'stats.json');

export interface HostResult {
  readonly passed: number;
  readonly failed: number;
  /** What Mocha's spec reporter printed. */
  readonly output: string;
}

/** A dying extension host ends with exit code 0, so that only what it wrote in full tells of success. */
export function readHostResult(folder: string, exitCode: number): HostResult {
  const output = readIfThere(outputFile(folder));
  if (!existsSync(statsFile(folder))) {
    throw new Error(
      `The extension host ended (code ${exitCode}) before its tests did.\n${output}\n${readIfThere(consoleFile(folder))}`,
    );
  }
  const stats: Mocha.Stats = JSON.parse(readFileSync(statsFile(folder), 'utf8'));
  if (stats.tests === 0) throw new Error('The suite holds no tests.');
  if (exitCode !== 0 && stats.failures === 0) {
    throw new Error(`The tests passed, but VS Code ended with ${exitCode}.\n${output}`);
  }
  return { passed: stats.passes, failed: stats.failures, output };
}

function readIfThere(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
