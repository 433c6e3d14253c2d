import { isInside } from '../paths';
import { runFolder } from '../run/runFolder';
import type { RunRecord } from '../run/runRecord';
import type { TreePlace } from './tree';

const root = '/opt/ml/';
/** A copy that the run made; what it was made from is somewhere else. */
const copied = '/opt/ml/code';

/** `/opt/ml` of a host as folders of this machine, as long as they are there: also after the run. */
export function runPlace({ folder, places, hosts }: RunRecord, host: string): TreePlace {
  const own = { path: '', source: runFolder(folder).ml(host) };
  const first = hosts[0]?.name ?? host;
  const mounted = Object.entries(places)
    .filter(([target]) => target.startsWith(root) && target !== copied)
    .map(([target, source]) => ({
      path: target.slice(root.length),
      // Of a channel that is shared out, each host has a folder of its own.
      source:
        isInside(source, folder) && source.endsWith(`/${first}`)
          ? `${source.slice(0, -first.length)}${host}`
          : source,
    }));
  return { kind: 'folders', folders: [own, ...mounted] };
}
