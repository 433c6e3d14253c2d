// Short, comparable views of what the parser and the evaluation say.
import { evaluate, type BuildOptions } from '../../../src/core/dockerfile/build/evaluate';
import type { Build } from '../../../src/core/dockerfile/build/build';
import { parse } from '../../../src/core/dockerfile/parse/parse';
import type { ShellCommand } from '../../../src/core/dockerfile/shell/command';
import { commandsOf, shellOf, type ShellBody } from '../../../src/core/dockerfile/shell/shell';
import type { Arguments, Dockerfile, Instruction } from '../../../src/core/dockerfile/syntax';

export const lines = (...parts: readonly string[]): string => `${parts.join('\n')}\n`;

export function only(text: string): Instruction {
  const [first] = parse(text).instructions;
  if (first === undefined) throw new Error(`no instruction in ${JSON.stringify(text)}`);
  return first;
}

/** The arguments as plain values: a string for text and shell form, a list for words, pairs as `[key, value]`. */
export function values(given: Arguments): unknown {
  if (given.kind === 'words') return given.words.map((word) => word.value);
  if (given.kind === 'json') return { json: given.words.map((word) => word.value) };
  if (given.kind === 'shell') return { shell: given.body.raw };
  if (given.kind === 'text') return given.text.raw;
  if (given.kind === 'pairs') return given.pairs.map((pair) => [pair.key.raw, pair.value?.raw]);
  if (given.kind === 'trigger') return { [given.instruction.name]: values(given.instruction.arguments) };
  return given.kind === 'health' ? { [given.type.raw]: values(given.command) } : undefined;
}

export const argumentsOf = (text: string): unknown => values(only(text).arguments);

export const names = (dockerfile: Dockerfile): readonly string[] =>
  dockerfile.instructions.map(({ name }) => name);

/** Issues as `code: the text at fault`. */
export function issuesOf(text: string): readonly string[] {
  return parse(text).issues.map(({ code, start, end }) => `${code}: ${text.slice(start, end)}`);
}

export const heredocsOf = (text: string) =>
  parse(text).instructions.flatMap(({ heredocs }) =>
    heredocs.map(({ name, body, descriptor, expands, unindents, terminator }) => ({
      name,
      content: text.slice(body.start, body.end),
      ...(descriptor === undefined ? {} : { descriptor }),
      ...(expands ? {} : { quoted: true }),
      ...(unindents ? { unindents: true } : {}),
      ...(terminator === undefined ? { open: true } : {}),
    })),
  );

export const build = (text: string, options?: BuildOptions): Build => evaluate(parse(text), options);

/** The shell of the last instruction that has one. */
export function shell(text: string, shellWords?: readonly string[]): ShellBody | undefined {
  const dockerfile = parse(text);
  return dockerfile.instructions
    .map((instruction) => shellOf(dockerfile, instruction, shellWords))
    .findLast((body) => body);
}

/** Commands with their words as the file has them, so that ranges are part of every comparison. */
export const commandLines = (text: string, shellWords?: readonly string[]): readonly string[] =>
  commandsOf(shell(text, shellWords)).map((command) => commandLine(text, command));

function commandLine(
  text: string,
  { name, words, assignments, redirects, operator, within }: ShellCommand,
): string {
  const slice = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  const parts = [...assignments, ...(name === undefined ? [] : [name]), ...words].map(slice);
  const marked = redirects.map((redirect) => `${slice(redirect)}${redirect.isGlued ? ' (glued)' : ''}`);
  const before = operator === 'first' ? '' : `${operator === '\n' ? 'newline' : operator} `;
  return `${within.map((construct) => `${construct}: `).join('')}${before}${[...parts, ...marked].join(' ')}`;
}
