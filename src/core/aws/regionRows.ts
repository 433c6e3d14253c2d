import * as l10n from '@vscode/l10n';
import { escapeMarkdown } from '../markdown';
import type { Row } from '../row';
import type { Loadable } from '../store';

/** A region, and what is known of it. */
export interface Region<T> {
  /** Not known before the first answer when it is the one of the profile. */
  readonly region: string | undefined;
  readonly state: Loadable<T>;
}

/** What stands below a region. */
export interface InRegion<T> {
  rows(known: T): readonly Row[];
  /** How many there are, in words. */
  count(shown: number, known: T): string;
  /** The command that asks again. */
  readonly refresh: string;
}

/** What a region has at once when there is one region; else a row for each, which loads and fails by itself. */
export function regionRows<T>(regions: ReadonlyArray<Region<T>>, within: InRegion<T>): readonly Row[] {
  const [only] = regions;
  if (only && regions.length === 1) {
    const known = lastOf(only.state);
    return known === undefined ? [] : within.rows(known);
  }
  return regions.map((each) => regionRow(each, within));
}

const lastOf = <T>(state: Loadable<T>): T | undefined => {
  if (state.kind === 'ready') return state.value;
  return state.kind === 'loading' ? state.last : undefined;
};

function regionRow<T>({ region = '', state }: Region<T>, within: InRegion<T>): Row {
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
      click: within.refresh,
    };
    return { ...row, detail: l10n.t('not read'), icon: { name: 'globe' }, children: [problem] };
  }
  const known = lastOf(state);
  if (known === undefined)
    return { ...row, detail: l10n.t('loading…'), icon: { name: 'loading~spin' }, children: [] };
  const children = within.rows(known);
  return { ...row, detail: within.count(children.length, known), icon: { name: 'globe' }, children };
}
