// What the page of a local endpoint and the extension say to each other. A snapshot is whole.
import type { CallExample } from './callExamples';

export interface LocalSnapshot {
  /** What a page remembers, so that it can be shown again after the window was loaded again. */
  readonly id: string;
  readonly name: string;
  /** In words. */
  readonly status: string;
  readonly phase: LocalPhase;
  /** What clients take for the endpoint's address; nothing before it listens and after it is gone. */
  readonly url: string | undefined;
  readonly variants: readonly LocalVariant[];
  readonly shadow: LocalVariant | undefined;
  readonly examples: readonly CallExample[];
  readonly problem: string | undefined;
}

export type LocalPhase = 'starting' | 'up' | 'stopping' | 'over';

export interface LocalVariant {
  readonly name: string;
  readonly weight: number;
  readonly state: VariantTone;
  /** In words. */
  readonly status: string;
  /** Why it is not up, and what to do. */
  readonly reason: string | undefined;
  readonly requests: number;
  readonly errors: number;
  /** Milliseconds; nothing before the first answer. */
  readonly p50: number | undefined;
  readonly p90: number | undefined;
  /** Names of those that are loaded, of a multi-model variant. */
  readonly models: readonly string[];
}

export type VariantTone = 'starting' | 'up' | 'failed' | 'stopped';

/** What a button of the page asks for; commands do the same from the palette. */
export type LocalAct = 'stop' | 'invoke' | 'load' | 'resources' | 'log';

export interface LocalPanel {
  readonly host: {
    ready(nothing: undefined): void;
    /** By the names of variants; from the next request on. */
    setWeights(weights: Readonly<Record<string, number>>): void;
    restart(variant: string): void;
    act(act: LocalAct): void;
    copy(text: string): void;
  };
  readonly view: {
    show(snapshot: LocalSnapshot): void;
  };
}
