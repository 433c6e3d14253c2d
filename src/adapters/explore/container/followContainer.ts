import * as l10n from '@vscode/l10n';
import type { FollowOptions } from '../../../core/explore/ports';
import type { TreeEvent } from '../../../core/explore/tree';
import { Problem } from '../../../core/problem';
import { Agent } from './agent';
import { followByArchive } from './archive';
import type { Box, BoxState } from './box';
import { boxState, hasEnded } from './box';
import { followByShell } from './shell';

export interface ContainerFollow extends FollowOptions {
  readonly box: Box;
  readonly tell: (event: TreeEvent) => void;
  /** The agent that answers from now on, until it is told that there is none. */
  readonly agent: (agent: Agent | undefined) => void;
}

/** By the first of the allowed sources that works; where one stops working before the container does, by the next. */
export async function followContainer(follow: ContainerFollow, signal: AbortSignal): Promise<void> {
  let state: BoxState | undefined;
  try {
    state = await boxState(follow.box, signal);
    await descend(follow, state, signal);
  } catch (error) {
    // To be given up is the usual end, and so is that a container goes that was there.
    const isGone = state && error instanceof Problem && error.kind === 'container-gone';
    if (!signal.aborted && !isGone) throw error;
  }
}

async function descend(follow: ContainerFollow, state: BoxState, signal: AbortSignal): Promise<void> {
  const { box, sources } = follow;
  const refused: string[] = [];
  for (const source of sources) {
    if (source === 'watch') continue;
    const refusal = source === 'archive' ? undefined : unable(state);
    const why = refusal ?? (await by(source, follow, refused, signal));
    if (why === undefined || signal.aborted) return;
    if (refusal === undefined && (await hasEnded(box, state.startedAt, signal))) return;
    // A source that did work told of things, which the next one does not know to be gone.
    if (refusal === undefined) follow.tell({ kind: 'changes', changes: [{ path: '', entry: undefined }] });
    if (!refused.includes(why)) refused.push(why);
  }
  throw new Problem(
    'file-unreadable',
    l10n.t('The files of the container cannot be seen: {0}.', refused.join('; ')),
  );
}

function unable({ running, paused }: BoxState): string | undefined {
  if (!running) return l10n.t('it does not run');
  return paused ? l10n.t('it is paused') : undefined;
}

/** Returns when there is nothing more to tell, or why it does not work. */
async function by(
  source: 'agent' | 'shell' | 'archive',
  follow: ContainerFollow,
  refused: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  const reason = refused.length === 0 ? {} : { reason: refused.join('; ') };
  const begun = (): void => follow.tell({ kind: 'source', source, ...reason });
  switch (source) {
    case 'agent': {
      const agent = await started(async () => Agent.start(follow.box, follow.limit, signal));
      if (typeof agent === 'string') return agent;
      begun();
      follow.agent(agent);
      try {
        return await agent.follow(follow.tell);
      } finally {
        follow.agent(undefined);
      }
    }
    case 'shell':
      return started(async () => followByShell(follow, begun, signal));
    case 'archive':
      begun();
      await followByArchive(follow, signal);
      return undefined;
  }
}

/** Some engines refuse to start a program that is not there, others start it and tell its end. */
async function started<T>(start: () => Promise<T>): Promise<T | string> {
  try {
    return await start();
  } catch (error) {
    if (error instanceof Problem && refusals.has(error.kind)) return error.message;
    throw error;
  }
}

const refusals = new Set(['docker-failed', 'bad-name', 'image-in-use', 'image-busy']);
