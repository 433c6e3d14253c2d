import * as l10n from '@vscode/l10n';
import type { Places } from '../../userFile/document';
import type { FileFinding } from '../../userFile/finding';
import { readFile } from '../../userFile/readFile';
import { makeRun } from './makeRun';
import type { RunFile } from './runFile';
import { runFields } from './shape/runFields';

export interface RunReading {
  /** What can be understood, also where there are findings; nothing when there is no object at all. */
  readonly run: RunFile | undefined;
  /** About the form alone; `checkRunFile` looks deeper. */
  readonly findings: readonly FileFinding[];
  readonly places: Places;
}

/** Never throws: whatever the text is, the answer says what is wrong with it. */
export function readRunFile(text: string, path: string): RunReading {
  const { value, findings, places } = readFile(text, {
    fields: runFields,
    prefix: 'RUN',
    wrongRoot: l10n.t('A run file is an object: { "image": "…", "channels": { … } }.'),
  });
  return { run: value && makeRun(value, path), findings, places };
}
