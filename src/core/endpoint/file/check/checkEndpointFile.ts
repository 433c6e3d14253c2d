import { inOrder } from '../../../userFile/check/finding';
import { checkMachine } from '../../../userFile/check/machine';
import type { FileFinding } from '../../../userFile/finding';
import { readEndpointFile, type EndpointReading } from '../readEndpointFile';
import { checkScaling } from './capacity/scaling';
import { checkServerless } from './capacity/serverless';
import { checkTraffic } from './capacity/traffic';
import { checkCloud, missingForCloud } from './cloud';
import { checkEnvironments } from './container/environments';
import { checkImages } from './container/images';
import { checkModels } from './container/models';
import { checkSeveral } from './container/several';
import { lookAt, type Check } from './look';
import { checkAsync, checkShadow } from './modes';
import { checkNaming } from './naming';
import { checkSample } from './sample';

const checks: readonly Check[] = [
  checkNaming,
  checkImages,
  checkModels,
  checkSeveral,
  checkEnvironments,
  checkTraffic,
  checkServerless,
  checkScaling,
  checkShadow,
  checkAsync,
  ({ endpoint, places }) => checkMachine(endpoint.local, places, 'END'),
  checkSample,
  checkCloud,
];

const nothing: ReadonlySet<string> = new Set();

/** What SageMaker needs beyond what serving here does: for commands that go there. */
export function checkForCloud(reading: EndpointReading): readonly FileFinding[] {
  const look = lookAt(reading, nothing);
  return look ? missingForCloud(look) : [];
}

/**
 * Reads and checks in one: what an endpoint cannot do, or would do otherwise than its file says.
 * `missing` has those of `endpointPaths` that lead to nothing; without it, nothing is said about them.
 */
export function inspectEndpointFile(text: string, path: string, missing = nothing): EndpointReading {
  const reading = readEndpointFile(text, path);
  const look = lookAt(reading, missing);
  if (!look) return reading;
  const wishes = look.endpoint.cloud
    ? missingForCloud(look).map((each): FileFinding => ({ ...each, severity: 'hint' }))
    : [];
  const found = checks.flatMap((check) => [...check(look)]);
  return { ...reading, findings: inOrder([...reading.findings, ...found, ...wishes]) };
}
