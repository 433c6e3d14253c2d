import type { DraftField, EndpointDraft, FieldValue } from '../../src/core/hosting/draft';
import { isSameDraft, withField } from '../../src/core/hosting/draft';
import { merge, withMine, type ForeignChange, type Merged } from '../../src/core/hosting/merge';
import { moveShare } from '../../src/core/hosting/shares';

const nothing: EndpointDraft = { variants: [] };

/** What the user makes of an endpoint, and what it was made from. */
export class Editing {
  /** As AWS had it when the first value was changed. */
  base = nothing;
  draft = nothing;
  readonly locked = new Set<string>();
  /** What AWS has now, where that is not what the draft was made from. */
  foreign: Merged | undefined;

  get isChanged(): boolean {
    return !isSameDraft(this.base, this.draft);
  }

  /** A draft outlives what AWS says meanwhile; what others changed beside it is held against it. */
  show(now: EndpointDraft): void {
    if (!this.isChanged || isSameDraft(this.draft, now)) {
      this.#start(now);
      return;
    }
    const merged = merge(this.base, this.draft, now);
    this.foreign = merged.isForeign ? merged : undefined;
    if (!merged.isForeign) this.base = now;
  }

  /** From before the page was torn down. */
  restore({ base, draft }: { readonly base: EndpointDraft; readonly draft: EndpointDraft }): void {
    this.base = base;
    this.draft = draft;
  }

  discard(now: EndpointDraft): void {
    this.#start(now);
  }

  /** Goes on from what AWS has; of conflicts, with what was wanted here in those that are named. */
  takeOver(now: EndpointDraft, mine: readonly ForeignChange[]): void {
    const { draft } = this.foreign ?? { draft: now };
    this.draft = mine.reduce(withMine, draft);
    this.base = now;
    this.foreign = undefined;
  }

  /** Back to what it was, as far as nobody changed it since. */
  putBack(now: EndpointDraft, { before, after }: { before: EndpointDraft; after: EndpointDraft }): void {
    this.#start(now);
    this.draft = merge(after, before, now).draft;
  }

  setShare(name: string, share: number): void {
    const index = this.draft.variants.findIndex((variant) => variant.name === name);
    const locked = new Set(
      this.draft.variants.flatMap((variant, at) =>
        this.locked.has(variant.name) && at !== index ? [at] : [],
      ),
    );
    const weights = this.draft.variants.map(({ weight }) => weight);
    const moved = moveShare(weights, { index, share, locked });
    this.draft = {
      variants: this.draft.variants.map((variant, at) => ({
        ...variant,
        weight: moved[at] ?? variant.weight,
      })),
    };
  }

  set(name: string, field: DraftField, value: FieldValue): void {
    this.draft = withValue(this.draft, name, field, value);
  }

  toggleLock(name: string): void {
    if (!this.locked.delete(name)) this.locked.add(name);
  }

  #start(now: EndpointDraft): void {
    this.base = now;
    this.draft = now;
    this.foreign = undefined;
  }
}

const withValue = (
  { variants }: EndpointDraft,
  name: string,
  field: DraftField,
  value: FieldValue,
): EndpointDraft => ({
  variants: variants.map((variant) => (variant.name === name ? withField(variant, field, value) : variant)),
});
