/** What one container uses at a moment. Rates are counted between two samples; what nobody tells is absent. */
export interface UsageSample {
  /** Milliseconds since 1970, of this machine's clock. */
  readonly at: number;
  /** Percent of one processor: 200 is two of them at work. */
  readonly cpu?: number;
  /** Processors that it may use. */
  readonly cpus?: number;
  /** Bytes without the cache of files that can be given back, as the docker command line counts. */
  readonly memory?: number;
  /** Absent when there is none but the machine's own. */
  readonly memoryLimit?: number;
  /** Bytes in a second. */
  readonly received?: number;
  readonly sent?: number;
  readonly read?: number;
  readonly written?: number;
  /** Bytes of `/dev/shm`. */
  readonly shmUsed?: number;
  readonly shmSize?: number;
  readonly processes?: number;
}
