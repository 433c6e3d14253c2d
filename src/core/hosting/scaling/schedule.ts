import { canonical } from './policy';

/** A scheduled action: at its time it moves the limits, and with them the capacity. */
export interface ScheduleDraft {
  readonly name: string;
  /** `at(…)`, `rate(…)` or `cron(…)`, as AWS writes it. */
  readonly schedule: string;
  /** By its IANA name; UTC when it is not given. */
  readonly zone?: string;
  /** Milliseconds since 1970: before and after, nothing happens. */
  readonly start?: number;
  readonly end?: number;
  /** What is not given stays as it is. */
  readonly min?: number;
  readonly max?: number;
}

export function isSameSchedule(left: ScheduleDraft | undefined, right: ScheduleDraft | undefined): boolean {
  if (!left || !right) return left === right;
  return canonical({ ...left, zone: zoneOf(left) }) === canonical({ ...right, zone: zoneOf(right) });
}

export const zoneOf = ({ zone }: Pick<ScheduleDraft, 'zone'>): string => zone ?? 'UTC';
