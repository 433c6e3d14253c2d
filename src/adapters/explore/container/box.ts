import * as l10n from '@vscode/l10n';
import type Dockerode from 'dockerode';
import { Problem } from '../../../core/problem';
import type { Ask } from '../../docker/engine';
import { pause } from '../pause';

/** A container and the folder in it that is looked at. */
export interface Box {
  readonly ask: Ask;
  readonly id: string;
  /** Absolute, without a slash at the end. */
  readonly root: string;
}

export interface BoxState {
  readonly running: boolean;
  readonly paused: boolean;
  readonly startedAt: string;
}

/** Asks about the container; where it is none any more, that is said. */
export async function askBox<T>(
  { ask, id }: Box,
  signal: AbortSignal,
  question: (container: Dockerode.Container) => Promise<T>,
): Promise<T> {
  try {
    return await ask(signal, async (docker) => question(docker.getContainer(id)));
  } catch (error) {
    if (error instanceof Problem && error.kind === 'image-missing')
      throw new Problem('container-gone', l10n.t('There is no such container any more.'), error);
    throw error;
  }
}

export async function boxState(box: Box, abortSignal: AbortSignal): Promise<BoxState> {
  const { State } = await askBox(box, abortSignal, async (container) => container.inspect({ abortSignal }));
  return { running: State.Running, paused: State.Paused, startedAt: State.StartedAt };
}

/** Whether the life that began then is over. An engine learns of an end a little later than those in the container. */
export async function hasEnded(box: Box, startedAt: string, signal: AbortSignal): Promise<boolean> {
  for (const wait of [0, 100, 400, 1_000]) {
    await pause(wait, signal);
    if (signal.aborted) return true;
    try {
      const state = await boxState(box, signal);
      if (!state.running || state.startedAt !== startedAt) return true;
    } catch (error) {
      if (error instanceof Problem && error.kind === 'container-gone') return true;
      throw error;
    }
  }
  return false;
}

export const inBox = ({ root }: Box, path: string): string => (path === '' ? root : `${root}/${path}`);
