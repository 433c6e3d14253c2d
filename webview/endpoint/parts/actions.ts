import type { DraftField, FieldValue } from '../../../src/core/hosting/draft';
import type { ForeignChange } from '../../../src/core/hosting/merge';
import type { PastChange } from '../../../src/core/hosting/panel/endpointPanel';
import type { Looks } from '../looks';

/** What the parts of the page ask of it. */
export interface Actions {
  readonly setShare: (name: string, share: number) => void;
  readonly set: (name: string, field: DraftField, value: FieldValue) => void;
  readonly toggleLock: (name: string) => void;
  readonly discard: () => void;
  readonly takeOver: (mine: readonly ForeignChange[]) => void;
  readonly putBack: (change: PastChange) => void;
  readonly review: (open: boolean) => void;
  readonly refresh: () => void;
  readonly update: (to?: string) => void;
  readonly removeMade: (to: string) => void;
  readonly copy: (text: string) => void;
  readonly getPrices: () => void;
  readonly lookBack: (hours: number) => void;
  readonly apply: () => void;
  readonly looks: () => Looks;
  readonly open: (id: string, isOpen: boolean) => void;
  readonly choose: (variant: string) => void;
  /** To where the limits of a variant stand. */
  readonly editLimits: (variant: string) => void;
}
