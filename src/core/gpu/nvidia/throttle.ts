import type { ThrottleReason } from '../gpu';

/** The bits of `clocks_event_reasons.active`, from nvml.h; those that are nobody's trouble are not listed. */
export const slowdownBits = {
  sw_power_cap: 0x4,
  hw_slowdown: 0x8,
  sw_thermal_slowdown: 0x20,
  hw_thermal_slowdown: 0x40,
  hw_power_brake_slowdown: 0x80,
} as const;

export function throttleReasons(bits: number): readonly ThrottleReason[] {
  const has = (...names: ReadonlyArray<keyof typeof slowdownBits>): boolean =>
    names.some((name) => (bits & slowdownBits[name]) !== 0);
  const reasons: ThrottleReason[] = [];
  if (has('sw_power_cap')) reasons.push('power-cap');
  if (has('sw_thermal_slowdown', 'hw_thermal_slowdown')) reasons.push('heat');
  if (has('hw_power_brake_slowdown')) reasons.push('power-brake');
  // The hardware's slowdown is also set beside its cause, where the driver knows that.
  if (has('hw_slowdown') && !has('hw_thermal_slowdown', 'hw_power_brake_slowdown')) reasons.push('hardware');
  return reasons;
}

/** `0x0000000000000004`: 64 bits, of which the last 32 fit into what JavaScript computes bits with. */
export function readMask(text: string | undefined): number {
  const digits = /^\s*0x([0-9a-f]{1,16})\s*$/i.exec(text ?? '')?.[1];
  return digits === undefined ? 0 : Number.parseInt(digits.slice(-8), 16);
}
