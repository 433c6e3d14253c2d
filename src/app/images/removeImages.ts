import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { World } from '../../core/ports';

export interface RemoveInput {
  /** Tags and ids: removing a tag leaves the image's other tags alone. */
  readonly references: readonly string[];
  readonly force: boolean;
}

/** Removes one after the other, goes on after a failure, and tells of all that could not go. */
export async function removeImages(
  world: Pick<World, 'docker'>,
  input: RemoveInput,
  signal: AbortSignal,
): Promise<void> {
  const problems: Problem[] = [];
  for (const reference of input.references) {
    signal.throwIfAborted();
    try {
      await world.docker.removeImage(reference, { force: input.force }, signal);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Somebody else was faster: what was asked for holds.
      if (error.kind !== 'image-missing') problems.push(error);
    }
  }
  const [first] = problems;
  if (first === undefined) return;
  if (problems.length === 1) throw first;
  const messages = [...new Set(problems.map((each) => each.message))];
  const summary = l10n.t('{0} of {1} images could not be removed.', problems.length, input.references.length);
  throw new Problem(worst(problems), [summary, ...messages].join(' '), first);
}

/** An engine that went away matters more than what it said before. */
function worst(problems: readonly Problem[]): Problem['kind'] {
  const kinds = problems.map((each) => each.kind);
  const order = [
    'docker-stopped',
    'docker-denied',
    'docker-context',
    'docker-failed',
    'image-in-use',
  ] as const;
  return order.find((kind) => kinds.includes(kind)) ?? 'image-busy';
}
