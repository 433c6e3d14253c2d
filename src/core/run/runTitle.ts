import { nameOf } from '../paths';
import type { RunFile } from './file/runFile';

/** What a run is called where it says nothing itself: as its file, without the endings. */
export const runTitle = (run: RunFile, runFile: string): string =>
  run.name ?? nameOf(runFile).replace(/(?:\.train)?\.json$/, '');
