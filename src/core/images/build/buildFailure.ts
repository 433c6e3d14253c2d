import { Problem } from '../../problem';
import type { ProblemKind } from '../../problem';

export interface BuildFailure {
  /** In the words of the engine. */
  readonly reason: string;
  /** What was being done, as the Dockerfile or BuildKit names it. */
  readonly step: string;
  /** The last lines that it wrote. */
  readonly tail: readonly string[];
  /** The image that could not be had, when that was the step. */
  readonly base: string | undefined;
}

/** A build that failed, with enough to find the place in the Dockerfile. */
export class BuildProblem extends Problem {
  readonly failure: BuildFailure;

  constructor(kind: ProblemKind, message: string, { failure, cause }: BuildCause) {
    super(kind, message, cause);
    this.failure = failure;
  }
}

interface BuildCause {
  readonly failure: BuildFailure;
  readonly cause: unknown;
}
