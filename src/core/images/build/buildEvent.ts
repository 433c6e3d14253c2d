import type { Builder } from './chooseBuilder';
import type { ContextSize } from './contextSize';

/** What is told of a build while it goes on. */
export type BuildEvent =
  /** What there is to send, before any of it is sent. */
  | { readonly kind: 'context'; readonly size: ContextSize }
  /** So many bytes of the files have been sent. */
  | { readonly kind: 'sent'; readonly bytes: number }
  | { readonly kind: 'builder'; readonly builder: Builder }
  /** A line of the account of whoever builds. */
  | { readonly kind: 'line'; readonly text: string };
