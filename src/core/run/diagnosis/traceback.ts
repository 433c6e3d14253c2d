/** The last lines of a Python traceback are its reason: this finds them, also behind prefixes such as `[rank0]: `. */
export interface Traceback {
  /** The first line of the chain: errors that arose while another was handled belong together. */
  readonly start: number;
  readonly end: number;
  /** `ValueError: bad`. */
  readonly final: string;
  /** The innermost place that is not in a library. */
  readonly place?: { readonly path: string; readonly line: string };
}

const header = 'Traceback (most recent call last):';
/** The errors of those who start others: what they started has said more. */
const wrappers =
  /\b(?:ChildFailedError|ExecuteUserScriptError|CalledProcessError|ProcessExitedException|ProcessRaisedException|Horovod detected that one or more processes)/;

/** The last one that is not just the wrapping of another; then the last one. */
export function lastTraceback(lines: readonly string[]): Traceback | undefined {
  const all = tracebacks(lines);
  return all.findLast(({ final }) => !wrappers.test(final)) ?? all.at(-1);
}

function tracebacks(lines: readonly string[]): readonly Traceback[] {
  const found: Traceback[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    if (lines[index]?.includes(header) !== true) continue;
    const one = readTraceback(lines, index);
    if (one === undefined) continue;
    const before = found.at(-1);
    const chained = before !== undefined && isChained(lines.slice(before.end + 1, index));
    found.push(chained ? { ...one, start: before.start } : one);
    index = one.end;
  }
  return found;
}

function readTraceback(lines: readonly string[], start: number): Traceback | undefined {
  const first = lines[start] ?? '';
  const before = first.slice(0, first.indexOf(header));
  const prefix = lines[start + 1]?.startsWith(before) === true ? before : '';
  let place: Traceback['place'];
  for (let index = start + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (!line.startsWith(prefix)) continue;
    const text = line.slice(prefix.length);
    if (text.includes(header)) return undefined;
    place = ownPlace(text) ?? place;
    if (text !== '' && !/^\s/.test(text))
      return { start, end: index, final: text.trimEnd(), ...(place === undefined ? {} : { place }) };
  }
  return undefined;
}

function ownPlace(text: string): Traceback['place'] {
  const [, path = '', line = ''] = /^ +File "([^"]+)", line (\d+)/.exec(text) ?? [];
  return path === '' || /site-packages|dist-packages|\/lib\/python|^</.test(path)
    ? undefined
    : { path, line };
}

function isChained(between: readonly string[]): boolean {
  const said = between.filter((line) => line.trim() !== '');
  return (
    said.length === 1 &&
    /During handling of the above exception|The above exception was the direct cause/.test(said[0] ?? '')
  );
}
