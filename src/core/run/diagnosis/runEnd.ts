/** How a container ended: all that a diagnosis may look at. */
export interface RunEnd {
  /** Not given when the container never came to be. */
  readonly exitCode?: number;
  /** True also when only a child was killed, and the exit code is 0. */
  readonly oomKilled: boolean;
  /** `State.Error` of inspect, or the words with which the engine refused; empty when there are none. */
  readonly engineError: string;
  readonly stopRequested: boolean;
  readonly killedAfterGrace?: boolean;
  readonly logTail: readonly string[];
  /** The text of `/opt/ml/output/failure`. */
  readonly failureFile?: string;
  readonly image?: { readonly architecture?: string };
  readonly host?: { readonly architecture?: string };
  /** It was started with `serve`, and no run file has a say in it. */
  readonly isServer?: true;
}

/** What a person is told. */
export interface Words {
  readonly title: string;
  readonly cause: string;
  readonly fixes: readonly string[];
}

export interface Diagnosis extends Words {
  /** The signature's, or `general` when none was found. */
  readonly id: string;
  /** The line or the state that shows it. */
  readonly evidence: string;
  /** What else was found, and says less. */
  readonly also: ReadonlyArray<{ readonly id: string; readonly title: string; readonly evidence: string }>;
}
