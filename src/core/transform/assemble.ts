const newline = 10;

/** An answer as it stands in the `.out` file: AssembleWith `Line` ends each one with a newline, when it has none. */
export function assembled(answer: Uint8Array, assemble: 'None' | 'Line'): Uint8Array {
  if (assemble === 'None' || answer.at(-1) === newline) return answer;
  const line = new Uint8Array(answer.length + 1);
  line.set(answer);
  line[answer.length] = newline;
  return line;
}
