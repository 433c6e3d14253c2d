/** How a serverless variant is. */
export interface ServerlessState {
  readonly phase: 'cold' | 'starting' | 'warm' | 'stopping';
  /** Requests that are answered right now. */
  readonly busy: number;
  readonly coldStarts: number;
  /** Requests that were one too many. */
  readonly throttled: number;
  /** Milliseconds of the last cold start: ModelSetupTime. */
  readonly setup: number | undefined;
}

export const coldState: ServerlessState = {
  phase: 'cold',
  busy: 0,
  coldStarts: 0,
  throttled: 0,
  setup: undefined,
};
