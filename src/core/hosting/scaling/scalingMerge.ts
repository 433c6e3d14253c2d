import type { ForeignChange } from '../merge';
import { isSameLimits, named, type ScalingDraft, type ScalingLimits } from '../scalingDraft';
import { isSamePolicy, type PolicyDraft } from './policy';
import { isSameSchedule, type ScheduleDraft } from './schedule';

/** A part of how a variant scales that two may change without getting into each other's way. */
export type ScalingPart =
  | { readonly kind: 'limits' }
  | { readonly kind: 'policy'; readonly name: string }
  | { readonly kind: 'schedule'; readonly name: string };

export type PartValue = ScalingLimits | PolicyDraft | ScheduleDraft | undefined;

interface Three {
  readonly before: ScalingDraft;
  readonly mine: ScalingDraft;
  readonly theirs: ScalingDraft;
}

export interface MergedScaling {
  readonly scaling: ScalingDraft;
  readonly conflicts: readonly ForeignChange[];
  readonly taken: readonly ForeignChange[];
}

/** Part by part: a policy of theirs and a schedule of one's own are no conflict. */
export function mergeScaling(variant: string, three: Three): MergedScaling {
  const conflicts: ForeignChange[] = [];
  const taken: ForeignChange[] = [];
  const scaling = partsOf([three.before, three.mine, three.theirs]).reduce<ScalingDraft>((merged, part) => {
    const [before, mine, theirs] = [three.before, three.mine, three.theirs].map((each) => partIn(each, part));
    const isTheirs = !isSamePart(part, before, theirs);
    const isMine = !isSamePart(part, before, mine);
    if (isTheirs && !isSamePart(part, mine, theirs))
      (isMine ? conflicts : taken).push({ variant, field: 'scaling', part, before, mine, theirs });
    return isMine && !isTheirs ? withPart(merged, part, mine) : merged;
  }, three.theirs);
  return { scaling, conflicts, taken };
}

export function partsOf(all: readonly ScalingDraft[]): readonly ScalingPart[] {
  const names = (of: 'policies' | 'schedules'): readonly string[] => [
    ...new Set(all.flatMap((each) => each[of].map(({ name }) => name))),
  ];
  return [
    { kind: 'limits' },
    ...names('policies').map((name) => ({ kind: 'policy' as const, name })),
    ...names('schedules').map((name) => ({ kind: 'schedule' as const, name })),
  ];
}

export function partIn(scaling: ScalingDraft, part: ScalingPart): PartValue {
  switch (part.kind) {
    case 'limits':
      return { min: scaling.min, max: scaling.max, suspended: scaling.suspended };
    case 'policy':
      return named(scaling.policies, part.name);
    case 'schedule':
      return named(scaling.schedules, part.name);
  }
}

export function isSamePart(part: ScalingPart, left: PartValue, right: PartValue): boolean {
  if (left === undefined || right === undefined) return left === right;
  if (isPolicy(left) && isPolicy(right)) return isSamePolicy(left, right);
  if (isSchedule(left) && isSchedule(right)) return isSameSchedule(left, right);
  return part.kind === 'limits' && isLimits(left) && isLimits(right) && isSameLimits(left, right);
}

/** With another value of a part, or without it. */
export function withPart(scaling: ScalingDraft, part: ScalingPart, value: PartValue): ScalingDraft {
  if (isLimits(value)) return { ...scaling, ...value };
  if (part.kind === 'policy')
    return {
      ...scaling,
      policies: replaced(scaling.policies, part.name, value && isPolicy(value) ? value : undefined),
    };
  if (part.kind === 'schedule')
    return {
      ...scaling,
      schedules: replaced(scaling.schedules, part.name, value && isSchedule(value) ? value : undefined),
    };
  return scaling;
}

/** In its place, or at the end. */
export function replaced<T extends { readonly name: string }>(
  list: readonly T[],
  name: string,
  value: T | undefined,
): readonly T[] {
  const instead = value === undefined ? [] : [value];
  return named(list, name) === undefined
    ? [...list, ...instead]
    : list.flatMap((each) => (each.name === name ? instead : [each]));
}

export const isPolicy = (value: NonNullable<PartValue>): value is PolicyDraft => 'kind' in value;
export const isSchedule = (value: NonNullable<PartValue>): value is ScheduleDraft => 'schedule' in value;
const isLimits = (value: PartValue): value is ScalingLimits => value !== undefined && 'suspended' in value;
