import type { LoadStep } from './plan/loadStep';
import type { StepBeat, StepTally } from './tally';

/** Sends requests to this machine, from a thread of its own. */
export interface Loads {
  /** A Problem when a name does not lead to this machine. The thread ends with `close`, and by itself when we do. */
  open(targets: readonly LoadTarget[], signal: AbortSignal): Promise<LoadThread>;
  /** What is in files, and in the files right in folders, in the order of their names. */
  readPayloads(paths: readonly string[], signal: AbortSignal): Promise<readonly PayloadFile[]>;
}

export interface LoadThread {
  /**
   * One after the other. With the signal it sends no more, waits for no answer, and tells what it has counted: a step
   * that was stopped is not lost.
   */
  step(step: LoadStep, beat: (beat: StepBeat) => void, signal: AbortSignal): Promise<StepTally>;
  /** One request, on a connection that its target keeps. Rejects as an abort. */
  ask(question: Question, signal: AbortSignal): Promise<Answer>;
  close(): Promise<void>;
}

export interface LoadTarget {
  /** `http://127.0.0.1:PORT/PATH`. */
  readonly url: string;
  /** Of each request, beside those that HTTP needs. */
  readonly headers: Readonly<Record<string, string>>;
  /** They take turns. */
  readonly payloads: readonly Payload[];
  /** Milliseconds. */
  readonly timeout: number;
  /** Of a right answer; nothing when any is right. */
  readonly answerType?: string;
}

export interface Payload {
  /** As a person finds it again: a file, or a file and a row. */
  readonly name: string;
  readonly contentType: string;
  readonly body: Uint8Array;
}

export interface PayloadFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Numbers of the lists that a thread was opened with. */
export interface Question {
  readonly target: number;
  readonly payload: number;
}

export type Answer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly contentType: string;
      /** Who answered, where the endpoint says so. */
      readonly variant: string | undefined;
      readonly body: Uint8Array;
      readonly milliseconds: number;
    }
  | { readonly kind: 'failed'; readonly reason: LineFailure; readonly milliseconds: number };

/** Why there is no answer. */
export type LineFailure = 'refused' | 'reset' | 'timeout' | 'not-http';
