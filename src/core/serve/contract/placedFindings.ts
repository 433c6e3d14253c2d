import type { Places } from '../../userFile/document';
import type { FileFinding } from '../../userFile/finding';
import { finding } from '../../userFile/check/finding';
import { placedVariants, type EndpointFile } from '../../endpoint/file/endpointFile';
import type { EndpointReading } from '../../endpoint/file/readEndpointFile';
import type { Subject } from './evidence';
import { told } from './outcomeWords';
import type { ContractReport } from './report';
import type { Severity } from './rule';

type Path = ReadonlyArray<string | number>;

/** What a test has found, at the places of the endpoint file that it is about. */
export function placedFindings(
  { endpoint, places }: EndpointReading,
  report: ContractReport,
): readonly FileFinding[] {
  if (!endpoint) return [];
  return report.containers.flatMap(({ subject, findings }) => {
    const container = containerPath(endpoint, subject);
    if (!container) return [];
    return told(findings)
      .filter(({ outcome }) => outcome !== 'info')
      .map(({ rule, outcome, message }) => {
        const path = placeOf(rule.id, container, places);
        const severity: Severity = outcome === 'error' ? 'error' : 'warning';
        return finding(rule.id, severity, places.key(path), `${rule.title}: ${message}`);
      });
  });
}

function containerPath(endpoint: EndpointFile, { variant, container }: Subject): Path | undefined {
  const placed = placedVariants(endpoint).find((each) => each.variant.name === variant);
  if (!placed) return undefined;
  const { serving } = placed.variant;
  if (serving.kind === 'one' || container === undefined) return placed.path;
  const named = serving.containers.findIndex(
    ({ name }, index) => (name ?? `${variant}-${index + 1}`) === container,
  );
  return [...placed.path, 'containers', Math.max(0, named)];
}

/** Keys that rules are about: of the container, its variant or the whole file. */
const keys: Readonly<Record<string, readonly string[]>> = {
  SC301: ['/local/sample'],
  SC103: ['/local/memory'],
  SC401: ['model'],
  SC406: ['/networkIsolation'],
  SC501: ['multiModel'],
  SC503: ['/local/platform'],
  SC504: ['environment'],
  SC505: ['serverless'],
  SC506: ['serverless'],
};

/** Most rules are about what runs, which the image is. */
function placeOf(rule: string, container: Path, places: Places): Path {
  const wanted = [...(keys[rule] ?? []), 'build', 'image', 'name'];
  const paths = wanted.map((key) => (key.startsWith('/') ? key.slice(1).split('/') : [...container, key]));
  return paths.find((path) => places.has(path)) ?? container;
}
