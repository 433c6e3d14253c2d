import type { RunFinding } from '../finding';
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
export function checkRunFile(reading: RunReading, missing = nothing): readonly RunFinding[] {
  const { run, places } = reading;
  if (!run) return reading.findings;
  const look: Look = { run, places, missing };
  const wishes = run.cloud
    ? missingForCloud(look).map((each): RunFinding => ({ ...each, severity: 'hint' }))
    : [];
  const found = [...reading.findings, ...checks.flatMap((check) => [...check(look)]), ...wishes];
  return found.toSorted((left, right) => left.start - right.start || (left.id < right.id ? -1 : 1));
}

/** What SageMaker needs beyond what a local run does: for commands that go there. */
export function checkForCloud({ run, places }: RunReading): readonly RunFinding[] {
  return run ? missingForCloud({ run, places, missing: nothing }) : [];
}

/** Reads and checks in one. */
export function inspectRunFile(text: string, path: string, missing = nothing): RunReading {
  const reading = readRunFile(text, path);
  return { ...reading, findings: checkRunFile(reading, missing) };
}
