import * as l10n from '@vscode/l10n';
import type { Files } from '../../core/ports';
import { Problem } from '../../core/problem';
import { inspectRunFile } from '../../core/run/file/check/checkRunFile';
import type { FileFinding } from '../../core/userFile/finding';
import { localPaths } from '../../core/run/file/localPaths';
import { readRunFile } from '../../core/run/file/readRunFile';
import type { RunFile } from '../../core/run/file/runFile';
import { missingPaths } from '../userFiles/missingPaths';

export interface ReadRun {
  readonly run: RunFile | undefined;
  readonly text: string;
  readonly findings: readonly FileFinding[];
}

const mostBytes = 4 * 1024 * 1024;

/** A run file with all that is to be said of it before it runs. */
export async function readRunInput(files: Files, path: string, signal: AbortSignal): Promise<ReadRun> {
  const text = await files.read(path, mostBytes, signal);
  if (text === undefined)
    throw new Problem('file-unreadable', l10n.t('The run file {0} cannot be read. Is the path right?', path));
  const { run } = readRunFile(text, path);
  const missing = run ? await missingPaths(files, { path, paths: localPaths(run) }, signal) : undefined;
  const { findings } = inspectRunFile(text, path, missing);
  return { run, text, findings };
}
