/** An object of the input. */
export interface InputFile {
  /** Below the input, with forward slashes: its answers go to the same place below the output, with `.out`. */
  readonly key: string;
  readonly bytes: number;
  read(signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}
