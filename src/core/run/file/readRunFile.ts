import * as l10n from '@vscode/l10n';
import type { JsonObject } from '../json';
import { isObject } from '../json';
import type { JsonDocument, Places } from './document';
import { parseDocument } from './document';
import type { RunFinding } from './finding';
import { makeRun } from './makeRun';
import type { RunFile } from './runFile';
import { readShape } from './shape/readShape';
import { runFields } from './shape/runFields';

export interface RunReading {
  /** What can be understood, also where there are findings; nothing when there is no object at all. */
  readonly run: RunFile | undefined;
  /** About the form alone; `checkRunFile` looks deeper. */
  readonly findings: readonly RunFinding[];
  readonly places: Places;
}

/** Never throws: whatever the text is, the answer says what is wrong with it. */
export function readRunFile(text: string, path: string): RunReading {
  const document = parseDocument(text);
  const found = [...document.findings];
  const value = readRoot(document, found);
  return { run: value && makeRun(value, path), findings: found, places: document.places };
}

function readRoot({ root, places }: JsonDocument, found: RunFinding[]): JsonObject | undefined {
  if (root?.type === 'object') {
    const value = readShape(root, { kind: 'record', fields: runFields }, found);
    return isObject(value) ? value : undefined;
  }
  if (found.length === 0 || root)
    found.push({
      ...places.value([]),
      id: 'RUN104',
      severity: 'error',
      message: l10n.t('A run file is an object: { "image": "…", "channels": { … } }.'),
      inSchema: root !== undefined,
    });
  return undefined;
}
