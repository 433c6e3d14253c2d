import type { DraftField, EndpointDraft, VariantDraft } from './draft';
import { fields, isSame } from './draft';

/** A value that somebody else changed while it was edited here, to something else. */
export interface Conflict {
  readonly variant: string;
  readonly field: DraftField;
  readonly before: number | undefined;
  readonly mine: number | undefined;
  readonly theirs: number | undefined;
}

export interface Merged {
  /** Theirs, with what was changed here and nowhere else; theirs where both changed it. */
  readonly draft: EndpointDraft;
  readonly conflicts: readonly Conflict[];
  /** Somebody else changed something since. */
  readonly isForeign: boolean;
}

/** Three ways: what the form was based on, what it says now, and what AWS says now. A change of theirs is never lost. */
export function merge(before: EndpointDraft, mine: EndpointDraft, theirs: EndpointDraft): Merged {
  const conflicts: Conflict[] = [];
  let isForeign = before.variants.length !== theirs.variants.length;
  const variants = theirs.variants.map((other): VariantDraft => {
    const was = before.variants.find(({ name }) => name === other.name);
    const wanted = mine.variants.find(({ name }) => name === other.name);
    if (!was || !wanted) {
      isForeign = true;
      return other;
    }
    return fields.reduce<VariantDraft>((merged, field) => {
      const [old, own, now] = [was[field], wanted[field], other[field]];
      const isTheirs = !isSame(old, now);
      const isMine = !isSame(old, own);
      isForeign ||= isTheirs;
      if (isTheirs && isMine && !isSame(own, now))
        conflicts.push({ variant: other.name, field, before: old, mine: own, theirs: now });
      return isMine && !isTheirs && own !== undefined ? { ...merged, [field]: own } : merged;
    }, other);
  });
  return { draft: { variants }, conflicts, isForeign };
}
