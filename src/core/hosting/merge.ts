import type { DraftField, EndpointDraft, FieldValue, VariantDraft } from './draft';
import { fields, isSame, withField } from './draft';
import { mergeScaling, withPart, type PartValue, type ScalingPart } from './scaling/scalingMerge';

/** A value that somebody else changed while the endpoint was edited here. */
export interface ForeignChange {
  readonly variant: string;
  readonly field: DraftField;
  /** Of how the variant scales, where it is not all of it. */
  readonly part?: ScalingPart;
  readonly before: FieldValue | PartValue;
  readonly mine: FieldValue | PartValue;
  readonly theirs: FieldValue | PartValue;
}

export interface Merged {
  /** Theirs, with what was changed here and nowhere else; theirs where both changed it. */
  readonly draft: EndpointDraft;
  /** Changed here too, to something else. */
  readonly conflicts: readonly ForeignChange[];
  /** Changed by them alone. */
  readonly taken: readonly ForeignChange[];
  /** Something is as nobody wanted it here. */
  readonly isForeign: boolean;
}

/** Three ways: what the form was based on, what it says now, and what AWS says now. A change of theirs is never lost. */
export function merge(before: EndpointDraft, mine: EndpointDraft, theirs: EndpointDraft): Merged {
  const conflicts: ForeignChange[] = [];
  const taken: ForeignChange[] = [];
  let isOther = before.variants.length !== theirs.variants.length;
  const variants = theirs.variants.map((other): VariantDraft => {
    const was = before.variants.find(({ name }) => name === other.name);
    const wanted = mine.variants.find(({ name }) => name === other.name);
    if (!was || !wanted) {
      isOther = true;
      return other;
    }
    return fields.reduce<VariantDraft>((merged, field) => {
      if (field === 'scaling' && was.scaling && wanted.scaling && other.scaling) {
        const three = { before: was.scaling, mine: wanted.scaling, theirs: other.scaling };
        const parts = mergeScaling(other.name, three);
        conflicts.push(...parts.conflicts);
        taken.push(...parts.taken);
        return { ...merged, scaling: parts.scaling };
      }
      const [old, own, now] = [was[field], wanted[field], other[field]];
      const isTheirs = !isSame(old, now);
      const isMine = !isSame(old, own);
      const change = { variant: other.name, field, before: old, mine: own, theirs: now };
      if (isTheirs && !isSame(own, now)) (isMine ? conflicts : taken).push(change);
      return isMine && !isTheirs ? withField(merged, field, own) : merged;
    }, other);
  });
  const isForeign = isOther || conflicts.length > 0 || taken.length > 0;
  return { draft: { variants }, conflicts, taken, isForeign };
}

/** What was wanted here after all, in the place of what they made of it. */
export function withMine({ variants }: EndpointDraft, change: ForeignChange): EndpointDraft {
  return {
    variants: variants.map((variant) =>
      variant.name === change.variant ? mineIn(variant, change) : variant,
    ),
  };
}

function mineIn(variant: VariantDraft, { field, part, mine }: ForeignChange): VariantDraft {
  if (part)
    return variant.scaling && !isFieldValue(mine)
      ? { ...variant, scaling: withPart(variant.scaling, part, mine) }
      : variant;
  return mine === undefined || isFieldValue(mine) ? withField(variant, field, mine) : variant;
}

export const isFieldValue = (value: FieldValue | PartValue): value is Exclude<FieldValue, undefined> =>
  typeof value === 'number' || (value !== undefined && 'policies' in value);
