import * as l10n from '@vscode/l10n';
import { escapeMarkdown } from '../markdown';
import type { Row } from '../row';
import type { Loadable } from '../store';
import type { RepositoriesLook } from './repositoriesLook';
import { usualRepositories } from './repositoriesLook';
import type { RegistryState } from './repositoryRows';
import { repositoryRows } from './repositoryRows';

/** A region, and what is known of it. */
export interface RegionState {
  /** Not known before the first answer when it is the one of the profile. */
  readonly region: string | undefined;
  readonly state: Loadable<RegistryState>;
}

/** Repositories at once when there is one region; else a row for each, which loads and fails by itself. */
export function registryRows(
  regions: readonly RegionState[],
  look: RepositoriesLook = usualRepositories,
): readonly Row[] {
  const [only] = regions;
  if (only && regions.length === 1) {
    const known = lastOf(only.state);
    return known ? repositoryRows(known, look) : [];
  }
  return regions.map((each) => regionRow(each, look));
}

const lastOf = (state: Loadable<RegistryState>): RegistryState | undefined => {
  if (state.kind === 'ready') return state.value;
  return state.kind === 'loading' ? state.last : undefined;
};

function regionRow({ region = '', state }: RegionState, look: RepositoriesLook): Row {
  const row = { id: `region:${region}`, kind: 'region', subject: region, label: region, open: true } as const;
  if (state.kind === 'failed') {
    const { message } = state.problem;
    const problem: Row = {
      id: `regionProblem:${region}`,
      kind: 'regionProblem',
      subject: region,
      label: message,
      tooltip: escapeMarkdown(message),
      icon: { name: 'error', color: 'list.errorForeground' },
      click: 'refreshRepositories',
    };
    return { ...row, detail: l10n.t('not read'), icon: { name: 'globe' }, children: [problem] };
  }
  const known = lastOf(state);
  if (!known) return { ...row, detail: l10n.t('loading…'), icon: { name: 'loading~spin' }, children: [] };
  const children = repositoryRows(known, look);
  return {
    ...row,
    detail: counted(children.length, known.repositories.length),
    icon: { name: 'globe' },
    children,
  };
}

function counted(shown: number, all: number): string {
  if (shown !== all) return l10n.t('{0} of {1} repositories', shown, all);
  return all === 1 ? l10n.t('1 repository') : l10n.t('{0} repositories', all);
}
