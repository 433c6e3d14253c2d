// The text that a shell is given by RUN, CMD, ENTRYPOINT or HEALTHCHECK, with the way back into the file.
import { decodeEscape, jsonEscape } from '../parse/jsonArray';
import type { Arguments, Heredoc, Instruction, Word } from '../syntax';
import {
  joiner,
  onePiece,
  originalEnd,
  originalStart,
  pieceOrigin,
  subJoined,
  type Joined,
  type Joiner,
} from '../text/joined';

export interface ShellSource {
  readonly kind: 'line' | 'heredoc' | 'exec';
  readonly text: Joined;
  /** Set when a `#!` line or the exec form names the interpreter; else SHELL says. */
  readonly interpreter: readonly string[] | undefined;
}

/** Undefined when no shell is involved: the exec form of anything but a shell with `-c`. */
export function shellSource(file: string, instruction: Instruction): ShellSource | undefined {
  const given = commandOf(instruction.arguments);
  if (given.kind === 'json') return execSource(instruction, given.words);
  if (given.kind !== 'shell') return undefined;
  const { body } = given;
  const heredoc = instruction.heredocs[0];
  if (heredoc !== undefined && heredoc.word.at === body.at && heredoc.word.raw === body.raw)
    return loneHeredoc(file, heredoc);
  const line = subJoined(instruction.line, body.at, body.at + body.raw.length);
  if (heredoc === undefined) return { kind: 'line', text: line, interpreter: undefined };
  return { kind: 'line', text: withHeredocs(file, line, instruction), interpreter: undefined };
}

const commandOf = (given: Arguments): Arguments => (given.kind === 'health' ? given.command : given);

/** A heredoc that stands alone is not a redirect: its body is the script, or with `#!` a program. */
function loneHeredoc(file: string, heredoc: Heredoc): ShellSource {
  const text = bodyOf(file, heredoc);
  if (!text.text.startsWith('#!')) return { kind: 'heredoc', text, interpreter: undefined };
  const shebang = /^#![ \t]*([^\r\n]*)/.exec(text.text)?.[1];
  const interpreter = shebang?.trim().split(/[ \t]+/);
  return { kind: 'heredoc', text, interpreter };
}

/** Beside other words a heredoc is put back for the shell to read, with its tabs. */
function withHeredocs(file: string, line: Joined, instruction: Instruction): Joined {
  const pieces = joiner();
  addJoined(pieces, line);
  for (const heredoc of instruction.heredocs) {
    const { body, terminator, name } = heredoc;
    pieces.addDecoded('\n', Math.max(body.start - 1, 0), body.start);
    addLines(pieces, file, { start: body.start, end: body.end, dropsTabs: false });
    if (terminator === undefined) pieces.addDecoded(name, body.end, body.end);
    else pieces.add(name, terminator.end - name.length);
  }
  return pieces.done();
}

function addJoined(pieces: Joiner, joined: Joined): void {
  const { text, cuts } = joined;
  for (const [piece, cut] of cuts.entries())
    pieces.add(text.slice(cut, cuts[piece + 1]), pieceOrigin(joined, piece));
}

function bodyOf(file: string, { body: { start, end }, unindents }: Heredoc): Joined {
  const body = file.slice(start, end);
  if (!unindents && body !== '' && !body.includes('\r')) return onePiece(body, start);
  const pieces = joiner();
  addLines(pieces, file, { start, end, dropsTabs: unindents });
  return pieces.done();
}

interface Lines {
  readonly start: number;
  readonly end: number;
  readonly dropsTabs: boolean;
}

/** Carriage returns before line ends are left out: the shell would choke on them, our rules must not. */
function addLines(pieces: Joiner, file: string, { start, end, dropsTabs }: Lines): void {
  const body = file.slice(start, end);
  if (!dropsTabs && !body.includes('\r')) {
    pieces.add(body, start);
    return;
  }
  for (let from = start; from < end;) {
    const newline = file.indexOf('\n', from);
    const next = newline < 0 || newline >= end ? end : newline + 1;
    if (dropsTabs) from = skipTabs(file, from, next);
    let contentEnd = file[next - 1] === '\n' ? next - 1 : next;
    while (contentEnd > from && file[contentEnd - 1] === '\r') contentEnd--;
    pieces.add(file.slice(from, contentEnd), from);
    if (file[next - 1] === '\n') pieces.add('\n', next - 1);
    from = next;
  }
}

function skipTabs(file: string, from: number, to: number): number {
  let at = from;
  while (at < to && file[at] === '\t') at++;
  return at;
}

/** `["bash", "-c", "…"]`: the script is the word after the options. */
function execSource(instruction: Instruction, words: readonly Word[]): ShellSource | undefined {
  const option = words.findIndex(({ value }) => /^-[a-z]*c$/.test(value));
  const script = words[option + 1];
  if (option < 1 || script === undefined) return undefined;
  const interpreter = words.slice(0, option + 1).map(({ value }) => value);
  return { kind: 'exec', text: decodedJoined(instruction.line, script), interpreter };
}

/** A JSON string as it is decoded, piece by piece. */
function decodedJoined(line: Joined, word: Word): Joined {
  const inner = word.at + 1;
  const raw = word.raw.slice(1, -1);
  if (!raw.includes('\\')) return subJoined(line, inner, inner + raw.length);
  const pieces = joiner();
  let from = 0;
  for (const match of raw.matchAll(jsonEscape)) {
    addJoined(pieces, subJoined(line, inner + from, inner + match.index));
    const at = inner + match.index;
    const end = originalEnd(line, at + match[0].length);
    pieces.addDecoded(decodeEscape(match[1], match[2]), originalStart(line, at), end);
    from = match.index + match[0].length;
  }
  if (from < raw.length) addJoined(pieces, subJoined(line, inner + from, inner + raw.length));
  return pieces.done();
}

/** Text inside shell text, such as the script of a quoted `bash -c`. */
export const innerText = (outer: Joined, from: number, to: number): Joined =>
  from < to ? subJoined(outer, from, to) : onePiece('', originalEnd(outer, from));
