import * as l10n from '@vscode/l10n';
import { runPlace } from '../../core/explore/runPlace';
import type { TreePlace, TreeSource } from '../../core/explore/tree';
import { Problem } from '../../core/problem';
import { runFolder } from '../../core/run/runFolder';
import type { RunRecord } from '../../core/run/runRecord';
import type { PickedContainer } from './explorer';

export interface Place {
  readonly place: TreePlace;
  readonly sources: readonly TreeSource[];
}

/** Where the files of a tree are, by its name. */
export function placeOf(
  tree: string,
  findRun: (id: string) => RunRecord | undefined,
  containers: ReadonlyMap<string, PickedContainer>,
): Place {
  const [kind, name = '', host = ''] = tree.split('/');
  const run = kind === 'container' ? undefined : findRun(name);
  if (run && kind === 'run') return { place: runPlace(run, host), sources: ['watch'] };
  if (run && kind === 'artifacts') {
    const source = runFolder(run.folder).artifacts;
    return { place: { kind: 'folders', folders: [{ path: '', source }] }, sources: ['watch'] };
  }
  const container = containers.get(name);
  if (container)
    return { place: { kind: 'container', id: name, root: '/opt/ml' }, sources: container.sources };
  throw new Problem('run-gone', l10n.t('{0} is not there any more.', name));
}
