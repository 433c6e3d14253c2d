/** One NVIDIA or AMD card at a moment. What the driver does not tell is absent, and never 0. */
export interface GpuSample {
  readonly uuid: string;
  readonly index: number;
  readonly name: string;
  /** Percent of the time in which a kernel ran. */
  readonly utilization?: number;
  /** Bytes, as all sizes here. */
  readonly memoryUsed?: number;
  readonly memoryTotal?: number;
  /** Watts. */
  readonly power?: number;
  readonly powerLimit?: number;
  /** Degrees Celsius. */
  readonly temperature?: number;
  /** Megahertz, of the processors of the card. */
  readonly clock?: number;
  readonly clockLimit?: number;
  /** Why it is slower than it could be. */
  readonly throttled: readonly ThrottleReason[];
  readonly state: 'ok' | 'needs-reset' | 'degraded';
  /** Cut into instances, for which drivers report no utilisation. */
  readonly mig: boolean;
  readonly instances?: readonly GpuInstance[];
}

export type ThrottleReason = 'power-cap' | 'hardware' | 'heat' | 'power-brake';

/** A slice of a card. */
export interface GpuInstance {
  readonly id: number;
  readonly memoryUsed?: number;
  readonly memoryTotal?: number;
}

/** Process ids are those of the machine, also where it runs in a container. */
export interface GpuProcess {
  readonly gpu: string;
  readonly pid: number;
  readonly name: string;
  readonly memoryUsed?: number;
}

export interface GpuReading {
  /** Milliseconds since 1970, of this machine's clock. */
  readonly at: number;
  readonly gpus: readonly GpuSample[];
  /** As they were last listed, which is less often. */
  readonly processes: readonly GpuProcess[];
}
