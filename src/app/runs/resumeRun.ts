import * as l10n from '@vscode/l10n';
import { folderOf } from '../../core/paths';
import { Problem } from '../../core/problem';
import { readRunFile } from '../../core/run/file/readRunFile';
import type { RunContainer } from '../../core/run/ports';
import { runFolder } from '../../core/run/runFolder';
import type { RunRecord } from '../../core/run/runRecord';
import { advance } from '../../core/run/runRecord';
import { removeContainers } from './finishRun';
import type { RunWorld } from './prepareRun';
import { planRun } from './prepareRun';
import type { LiveHost, LiveHosts } from './startHosts';
import type { Watching } from './trainLocally';
import { RunStory } from './trainLocally';

/** A run whose window was closed, or whose terminal is gone, is followed on: its log from the beginning, and to its end. */
export async function resumeRun(
  world: RunWorld,
  { record, follower }: { readonly record: RunRecord; readonly follower: number },
  watching: Watching,
): Promise<RunRecord> {
  const { signal } = watching;
  const folder = runFolder(record.folder);
  const text = (await world.disk.readText(folder.source)) ?? '{}';
  const { run } = readRunFile(text, record.runFile);
  if (!run)
    throw new Problem('bad-run-file', l10n.t('The run file of {0} cannot be read any more.', record.id));
  const input = { run, text, runFile: record.runFile, runsFolder: folderOf(record.folder), follower };
  const planned = await planRun(world, input, { id: record.id, image: record.image }, signal);
  const story = new RunStory(world, { ...planned, record: { ...record, follower } }, watching);
  return story.tellOn(await liveHosts(world, record, signal));
}

/** What still runs, or has ended and waits to be read. */
async function liveHosts(
  { containers }: RunWorld,
  { hosts, id }: RunRecord,
  signal: AbortSignal,
): Promise<LiveHosts> {
  const life = new AbortController();
  const live: LiveHost[] = [];
  for (const { name, container } of hosts) {
    const state = container === undefined ? undefined : await containers.state(container, signal);
    if (container === undefined || !state)
      throw new Problem('run-gone', l10n.t('The containers of {0} are gone. Nobody saw how it ended.', id));
    const output = await containers.listen(container, 'beginning', life.signal);
    live.push({ name, container, output });
  }
  return { hosts: live, life };
}

/** Runs that nobody follows, by what is to be done about them. */
export interface Unfollowed {
  /** Containers are there: they run, or have ended unseen. */
  readonly resumable: readonly RunRecord[];
  /** Said to run, without a container. */
  readonly lost: readonly RunRecord[];
  /** Containers of runs whose folder is gone. */
  readonly orphans: readonly RunContainer[];
}

export async function findUnfollowed(
  { containers, disk }: Pick<RunWorld, 'containers' | 'disk'>,
  runs: readonly RunRecord[],
  isAlive: (process: number) => boolean,
  signal: AbortSignal,
): Promise<Unfollowed> {
  const there = await containers.ofRuns(signal);
  const open = runs.filter(
    ({ status, follower }) => status === 'running' && (follower === undefined || !isAlive(follower)),
  );
  // Runs of other folders are somebody's too: only one whose record is gone is nobody's.
  const strangers = there.filter(({ run }) => !runs.some(({ id }) => id === run));
  const records = await Promise.all(
    strangers.map(async ({ folder }) => disk.readText(runFolder(folder).record)),
  );
  const has = ({ id }: RunRecord): boolean => there.some(({ run }) => run === id);
  return {
    resumable: open.filter(has),
    lost: open.filter((record) => !has(record)),
    orphans: strangers.filter((_, index) => records[index] === undefined),
  };
}

/** Nobody will ever know how it ended: its record says so, and no longer that it runs. */
export async function closeLost(
  { disk, clock }: Pick<RunWorld, 'disk' | 'clock'>,
  record: RunRecord,
): Promise<RunRecord> {
  const failureReason = l10n.t('The containers of {0} are gone. Nobody saw how it ended.', record.id);
  const end = { status: 'failed', failureReason, artifacts: [] } as const;
  const closed = advance(record, { kind: 'ended', at: clock.now(), end });
  await disk.writeText(runFolder(record.folder).record, JSON.stringify(closed, undefined, 2));
  return closed;
}

/** Takes away the containers that no run claims. */
export async function removeOrphans(
  world: RunWorld,
  orphans: readonly RunContainer[],
  signal: AbortSignal,
): Promise<void> {
  for (const run of new Set(orphans.map((orphan) => orphan.run))) {
    const hosts = orphans.flatMap(({ id, host, run: of }) =>
      of === run ? [{ name: host, container: id }] : [],
    );
    await removeContainers(world, { hosts, network: `longshore-${run}` }, signal);
  }
}
