import { inOrder } from '../../../userFile/check/finding';
import type { FileFinding } from '../../../userFile/finding';
import { readRunFile, type RunReading } from '../readRunFile';
import { checkChannels } from './channels';
import type { Check, Look } from './check';
import { checkCloud, missingForCloud } from './cloud';
import { checkEnvironment } from './environment';
import { checkHyperparameters } from './hyperparameters';
import { checkLocal } from './local';
import { checkMetrics } from './metrics';
import { checkStart } from './start';

const checks: readonly Check[] = [
  checkStart,
  checkHyperparameters,
  checkChannels,
  checkEnvironment,
  checkMetrics,
  checkLocal,
  checkCloud,
];

const nothing: ReadonlySet<string> = new Set();

/**
 * What a run cannot do, or would do otherwise than its file says.
 * `missing` has those of `localPaths` that lead to nothing; without it, nothing is said about them.
 */
export function checkRunFile(reading: RunReading, missing = nothing): readonly FileFinding[] {
  const { run, places } = reading;
  if (!run) return reading.findings;
  const look: Look = { run, places, missing };
  const wishes = run.cloud
    ? missingForCloud(look).map((each): FileFinding => ({ ...each, severity: 'hint' }))
    : [];
  return inOrder([...reading.findings, ...checks.flatMap((check) => [...check(look)]), ...wishes]);
}

/** What SageMaker needs beyond what a local run does: for commands that go there. */
export function checkForCloud({ run, places }: RunReading): readonly FileFinding[] {
  return run ? missingForCloud({ run, places, missing: nothing }) : [];
}

/** Reads and checks in one. */
export function inspectRunFile(text: string, path: string, missing = nothing): RunReading {
  const reading = readRunFile(text, path);
  return { ...reading, findings: checkRunFile(reading, missing) };
}
