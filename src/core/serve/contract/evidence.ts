import type { Diagnosis } from '../../run/diagnosis/runEnd';
import type { Socket } from './listening';

/** All that was seen of one serving container; rules look at nothing else. What nobody tried is not given. */
export interface Evidence {
  readonly subject: Subject;
  readonly image: ImageFacts;
  /** As hosting starts it. */
  readonly main: Trial;
  /** As root, where the image names another user. */
  readonly root?: Trial;
  /** Told to listen on another port. */
  readonly port?: Trial;
  /** Told that it hosts many models, though the file does not say so. */
  readonly models?: Trial;
  /** Other starts, which show why the first did not come up: with a way out, and with a model that it may change. */
  readonly online?: Trial;
  readonly writable?: Trial;
  readonly calls: Calls;
  /** The time was up before all was tried. */
  readonly cutShort: boolean;
}

/** What the file says of the container. */
export interface Subject {
  readonly variant: string;
  /** Its name, or place, in a group of several. */
  readonly container?: string;
  readonly image: string;
  /** Where it is built from; absolute. */
  readonly dockerfile?: string;
  readonly isolated: boolean;
  readonly isServerless: boolean;
  /** One of several that are called one after the other, or each by its name. */
  readonly isInGroup: boolean;
  readonly multiModel: boolean;
  readonly environment: Readonly<Record<string, string>>;
  /** Seconds that /ping may take to answer. */
  readonly startup: number;
  readonly memoryBytes?: number;
  readonly sample?: SampleFacts;
}

export interface SampleFacts {
  /** As the user named it. */
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  /** The answer comes in parts. */
  readonly streams: boolean;
}

export interface ImageFacts {
  readonly labels: Readonly<Record<string, string>>;
  /** As the image names it; empty is root. */
  readonly user: string;
  readonly os: string;
  readonly architecture: string;
  readonly bytes: number;
}

/** One start of the container. */
export interface Trial {
  /** The engine's words, when it could not start the program. */
  readonly refusal?: string;
  /** Milliseconds until /ping answered 200; not given when it never did. */
  readonly ready?: number;
  /** Milliseconds for which it was asked until then, or until nobody hoped any more. */
  readonly waited: number;
  /** The last answer to /ping before that. */
  readonly ping?: Seen;
  /** Where it listens; nothing when nobody could look. */
  readonly sockets?: readonly Socket[];
  /** It ended by itself. */
  readonly end?: TrialEnd;
  /** The engine killed a process of it, perhaps not the first one. */
  readonly oomKilled: boolean;
  /** The last lines. */
  readonly log: readonly string[];
  /** To the sample, where it was sent. */
  readonly answer?: Seen;
}

export interface TrialEnd {
  readonly exitCode: number;
  /** After its start. */
  readonly milliseconds: number;
  /** What it was asked when it ended; nothing when it was at rest. */
  readonly during?: string;
  readonly diagnosis?: Diagnosis;
}

/** An answer, or why there was none. */
export type Seen =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly contentType: string;
      readonly server: string;
      readonly bytes: number;
      /** Its beginning, as text. */
      readonly text: string;
      readonly milliseconds: number;
      readonly firstByte: number;
      readonly chunks: number;
    }
  | {
      readonly kind: 'failed';
      readonly reason: 'refused' | 'reset' | 'connect-timeout' | 'timeout' | 'not-http';
      readonly milliseconds: number;
    };

/** What was asked of the container when it was up. */
export interface Calls {
  /** In a row, at rest. */
  readonly pings?: readonly Seen[];
  /** Milliseconds until a connection was accepted, past Docker's own proxy, at rest and under load. */
  readonly connects?: readonly number[];
  readonly sample?: Seen;
  readonly together?: Together;
  readonly busy?: Busy;
  readonly wrongType?: Rough;
  readonly empty?: Rough;
  readonly large?: Large;
  readonly stop?: Stop;
  readonly burst?: Burst;
  readonly models?: ModelCalls;
}

/** The same requests alone and at once. */
export interface Together {
  readonly answers: readonly Seen[];
  /** Answers that belong to another request; nothing when the answers do not tell. */
  readonly mixedUp?: number;
}

export interface Busy {
  /** Requests under way all the time. */
  readonly requests: number;
  readonly pings: readonly Seen[];
}

/** A request that is wrong, and whether the container lived on. */
export interface Rough {
  readonly seen: Seen;
  readonly aliveAfter: boolean;
}

export interface Large {
  /** Bodies of so many bytes, the smallest first. */
  readonly tries: ReadonlyArray<{ readonly bytes: number } & Rough>;
  /** A line of the log that speaks of the size. */
  readonly said?: string;
}

export interface Stop {
  readonly milliseconds: number;
  readonly killed: boolean;
  readonly exitCode: number;
  /** Requests that were under way when it was asked to stop. */
  readonly inFlight: readonly Seen[];
}

export interface Burst {
  readonly requests: number;
  readonly before: number;
  readonly after: number;
}

/** The calls of multi-model hosting. */
export interface ModelCalls {
  readonly list: Seen;
  readonly load?: Seen;
  readonly again?: Seen;
  readonly invoke?: Seen;
  readonly unload?: Seen;
}
