/** Shells in containers of their own. */
export interface Shells {
  /** Runs a program of the image at a terminal. What is left of windows that died goes at the same time. */
  open(shell: { readonly image: string; readonly program: string }, signal: AbortSignal): Promise<Shell>;
}

export interface Shell {
  /** What it writes; ends with it. Kept until it is read. */
  readonly output: AsyncIterable<Uint8Array>;
  /** The exit code, once the program has ended; nothing when the engine does not tell. */
  readonly ended: Promise<number | undefined>;
  write(text: string): void;
  resize(size: TerminalSize): Promise<void>;
  /** Takes the container away, whatever runs in it. */
  close(): Promise<void>;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}
