import * as l10n from '@vscode/l10n';
import { regionRows, type Region } from '../aws/regionRows';
import type { Row } from '../row';
import type { RepositoriesLook } from './repositoriesLook';
import { usualRepositories } from './repositoriesLook';
import type { RegistryState } from './repositoryRows';
import { repositoryRows } from './repositoryRows';

/** Repositories at once when there is one region; else below theirs. */
export const registryRows = (
  regions: ReadonlyArray<Region<RegistryState>>,
  look: RepositoriesLook = usualRepositories,
): readonly Row[] =>
  regionRows(regions, {
    rows: (known) => repositoryRows(known, look),
    count: (shown, { repositories }) => counted(shown, repositories.length),
    refresh: 'refreshRepositories',
  });

function counted(shown: number, all: number): string {
  if (shown !== all) return l10n.t('{0} of {1} repositories', shown, all);
  return all === 1 ? l10n.t('1 repository') : l10n.t('{0} repositories', all);
}
