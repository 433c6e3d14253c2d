// Turns a shell form into an exec form by small edits, so that comments and line breaks stay.
import { before, shellAt } from '../../build/build';
import type { ShellCommand } from '../../shell/command';
import { takesScript } from '../../shell/dialect';
import type { Instruction } from '../../syntax';
import { originalEnd, originalStart, type Token } from '../../text/joined';
import type { Edit } from '../finding';
import type { View } from '../view';

/** Undefined where the shell is none that we can read. */
export function toExecForm(view: View, instruction: Instruction): readonly Edit[] | undefined {
  const { arguments: given } = instruction;
  if (given.kind !== 'shell') return undefined;
  const shell = shellAt(before(view.build, instruction));
  if (!takesScript(shell)) return undefined;
  const commands = view.commands(instruction);
  const [only] = commands;
  return commands.length === 1 && only && isPlain(only)
    ? wordByWord(only)
    : throughShell({ instruction, body: given.body, shell, commands });
}

/** Nothing in it needs a shell. */
const isPlain = ({ name, words, assignments, redirects, operator, within }: ShellCommand): boolean =>
  name !== undefined &&
  name.text !== 'exec' &&
  assignments.length === 0 &&
  redirects.length === 0 &&
  operator === 'first' &&
  within.length === 0 &&
  [name, ...words].every((word) => word.literal && !word.isPattern && !word.raw.startsWith('~'));

const quoted = (text: string): string => JSON.stringify(text);

function wordByWord({ name, words }: ShellCommand): readonly Edit[] {
  const all = name ? [name, ...words] : words;
  return all.map(({ start, end, text }, at) => ({
    start,
    end,
    text: `${at === 0 ? '[' : ''}${quoted(text)}${at === all.length - 1 ? ']' : ','}`,
  }));
}

interface Script {
  readonly instruction: Instruction;
  readonly body: Token;
  readonly shell: readonly string[];
  readonly commands: readonly ShellCommand[];
}

/** `["/bin/sh", "-c", "cd /x && exec python x.py \"$@\"", "--"]`: the arguments go to the last command. */
function throughShell({ instruction, body, shell, commands }: Script): readonly Edit[] {
  const { line } = instruction;
  const edits: Edit[] = [];
  const last = lastOf(commands, body);
  const head = shell.map((word) => `${quoted(word)}, `).join('');
  const begins = last !== undefined && last.start === body.start;
  const mayExec = last !== undefined && last.assignments.length === 0 && last.name?.text !== 'exec';
  edits.push({ start: body.start, end: body.start, text: `[${head}"${begins && mayExec ? 'exec ' : ''}` });
  if (last && !begins && mayExec) edits.push({ start: last.start, end: last.start, text: 'exec ' });
  for (let at = 0; at < body.raw.length; at += 1) {
    const character = body.raw[at] ?? '';
    const escaped = quoted(character).slice(1, -1);
    if (escaped === character) continue;
    const start = originalStart(line, body.at + at);
    edits.push({ start, end: originalEnd(line, body.at + at + 1), text: escaped });
  }
  const passes = last && !/\$(?:[@*0-9]|\{[@*0-9])/.test(body.raw) ? String.raw` \"$@\"` : '';
  edits.push({ start: body.end, end: body.end, text: `${passes}", "--"]` });
  return edits;
}

/** The command at the end of the script, if it is a simple one that stands there by itself. */
function lastOf(commands: readonly ShellCommand[], body: Token): ShellCommand | undefined {
  const last = commands.findLast(({ within }) => within.length === 0);
  const isAlone = last?.end === body.end && last.operator !== '|' && last.operator !== '|&';
  return isAlone && last.name !== undefined && last.redirects.length === 0 ? last : undefined;
}
