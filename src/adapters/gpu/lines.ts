/**
 * Runs a program where the cards are and gives its lines, also those of its complaints, until it ends. The signal ends
 * it, without an error. Throws a Problem of kind `gpu-absent` when the program is not there.
 */
export type Lines = (words: readonly [string, ...string[]], signal: AbortSignal) => AsyncGenerator<string>;

/** Cuts a stream that comes in any pieces. Empty lines are left out; the last one may lack its end. */
export async function* cutLines(stream: AsyncIterable<unknown>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of stream) {
    if (!(piece instanceof Uint8Array)) continue;
    const lines = (rest + decoder.decode(piece, { stream: true })).split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line !== '');
  }
  if (rest !== '') yield rest;
}

export async function wholeText(lines: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const line of lines) text += `${line}\n`;
  return text;
}
