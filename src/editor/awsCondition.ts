import type { ProblemKind } from '../core/problem';
import type { Loadable } from '../core/store';
import type { AwsCondition } from '../manifest/viewIds';

/** Which welcome text of a view of AWS fits; the texts stand in the manifest's table of views. */
export function awsCondition<T>(state: Loadable<T>, count: (value: T) => number): AwsCondition {
  switch (state.kind) {
    case 'idle':
      return 'loading';
    case 'loading':
      return state.last ? 'ready' : 'loading';
    case 'ready':
      return count(state.value) === 0 ? 'empty' : 'ready';
    case 'failed':
      return conditionOf[state.problem.kind] ?? 'failed';
  }
}

const conditionOf: Partial<Record<ProblemKind, AwsCondition>> = {
  'aws-credentials': 'unknown',
  'aws-denied': 'denied',
};
