import type { EndpointDraft } from '../../src/core/hosting/draft';
import { currentDraft } from '../../src/core/hosting/scaling/olderDraft';
import type { Editing } from './editing';
import type { Looks } from './looks';

/** What the page still knows when it was torn down and built again. */
export interface PageState {
  readonly looks: Looks;
  /** Nothing when nothing was changed. */
  readonly edited: { readonly base: EndpointDraft; readonly draft: EndpointDraft } | undefined;
  readonly locked: readonly string[];
}

export const stateToKeep = (editing: Editing, looks: Looks) => ({
  looks: { variant: looks.variant, open: [...looks.open] },
  ...(editing.isChanged ? { edited: { base: editing.base, draft: editing.draft } } : {}),
  locked: [...editing.locked],
});

/** Nothing when it is no such state. */
export function keptState(value: unknown): PageState | undefined {
  if (typeof value !== 'object' || value === null || !('looks' in value) || !('locked' in value))
    return undefined;
  const { looks, locked } = value;
  if (typeof looks !== 'object' || looks === null || !('open' in looks)) return undefined;
  const edited = 'edited' in value ? editedIn(value.edited) : undefined;
  return {
    looks: {
      variant: 'variant' in looks && typeof looks.variant === 'string' ? looks.variant : undefined,
      open: new Set(textsIn(looks.open)),
    },
    edited,
    locked: textsIn(locked),
  };
}

function editedIn(value: unknown): PageState['edited'] {
  if (typeof value !== 'object' || value === null || !('base' in value) || !('draft' in value))
    return undefined;
  const [base, draft] = [currentDraft(value.base), currentDraft(value.draft)];
  return base && draft ? { base, draft } : undefined;
}

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
