import { parseArgs } from 'node:util';
import * as l10n from '@vscode/l10n';
import { nearest } from '../core/dockerfile/lint/nearest';
import type { LocalWorld, World } from '../core/ports';
import { hint, isAbort, Problem } from '../core/problem';
import { buildCommand } from './build/buildCommand';
import { endpointCommand } from './endpoint/endpointCommand';
import { imagesCommand } from './imagesCommand';
import { abCommand } from './load/abCommand';
import { loadCommand } from './load/loadCommand';
import { lintCommand } from './lint/lintCommand';
import { pushCommand } from './push/pushCommand';
import { scaffoldCommand } from './scaffold/scaffoldCommand';
import { invokeCommand } from './serve/invokeCommand';
import { serveCommand } from './serve/serveCommand';
import { testCommand } from './serveTest/testCommand';
import { trainCommand } from './train/trainCommand';
import { transformCommand } from './transform/transformCommand';

/** Where lines go and come from, and what stops the work. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
  /** To where `out` writes, as it is. */
  readonly write: (bytes: Uint8Array) => void;
  /** All of the standard input. */
  readonly input: () => Promise<string>;
  /** A person reads along; the width in columns. */
  readonly screen: { readonly columns: number; readonly hasColors: boolean } | undefined;
  readonly signal: AbortSignal;
  /** Asked to stop a second time. */
  readonly kill: AbortSignal;
}

export interface Program {
  readonly version: string;
  readonly world: () => Promise<World>;
  /** Without Docker's client, for commands that need none. */
  readonly localWorld: () => Promise<LocalWorld>;
  /** The folder of what is shipped beside the code, with forward slashes. */
  readonly media: string;
}

/** A command of `longshore`: it checks its arguments before it loads a world. */
export interface TerminalCommand {
  readonly usage: string;
  readonly summary: string;
  /** What the options mean, for the help of the command. */
  readonly details?: string;
  readonly options: Readonly<
    Record<string, { readonly type: 'string' | 'boolean'; readonly multiple?: boolean }>
  >;
  /** Takes words that are not options. */
  readonly positionals?: boolean;
  run(program: Program, given: Given, terminal: Terminal): Promise<number>;
}

/** The words after the command. */
export interface Given {
  readonly options: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

const commands: Readonly<Record<string, TerminalCommand>> = {
  ab: abCommand,
  build: buildCommand,
  endpoint: endpointCommand,
  images: imagesCommand,
  invoke: invokeCommand,
  lint: lintCommand,
  load: loadCommand,
  push: pushCommand,
  scaffold: scaffoldCommand,
  serve: serveCommand,
  test: testCommand,
  train: trainCommand,
  transform: transformCommand,
};

/** Exit codes: 0 done, 1 a problem, 2 used wrongly, 130 stopped by the user. */
export async function runCommandLine(
  program: Program,
  words: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const [name = '--help', ...rest] = words;
  if (name === '--version') return said(terminal, program.version);
  if (name === '--help' || name === '-h') return said(terminal, help());
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return wrong(terminal, l10n.t('There is no command {0}.', name));
  const known = `longshore ${name}`;
  try {
    const given = readWords(command, rest);
    if (given.options['help'] === true) return said(terminal, helpOf(command));
    return await command.run(program, given, terminal);
  } catch (error) {
    if (isAbort(error)) return 130;
    if (!(error instanceof Problem)) throw error;
    if (error.kind === 'bad-usage') return wrong(terminal, error.message, known);
    terminal.error(error.message);
    error.remedies
      .filter((remedy) => remedy !== 'show-log')
      .forEach((remedy) => terminal.error(`  ${hint(remedy)}`));
    return 1;
  }
}

function readWords(command: TerminalCommand, words: readonly string[]): Given {
  try {
    const options = { ...command.options, help: { type: 'boolean' as const } };
    const { values, positionals } = parseArgs({
      args: [...words],
      options,
      strict: true,
      allowPositionals: command.positionals ?? false,
    });
    return { options: values, positionals };
  } catch (error) {
    throw new Problem('bad-usage', whatIsWrong(error, Object.keys(command.options)), error);
  }
}

/** Node's own words, but where they advise what nobody wants. */
function whatIsWrong(error: unknown, options: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  const [, unknown] = /^Unknown option '(-[^']*)'/.exec(message) ?? [];
  if (unknown === undefined) return message;
  const meant = nearest(unknown.replace(/^-+/, ''), options, mostEdits);
  return meant === undefined
    ? l10n.t('There is no option {0}.', unknown)
    : l10n.t('There is no option {0}. Did you mean --{1}?', unknown, meant);
}

const mostEdits = 2;

const helpOf = ({ usage, summary, details }: TerminalCommand): string =>
  [usage, summary, ...(details === undefined ? [] : [details])].join('\n\n');

function help(): string {
  const lines = Object.values(commands).map(({ usage, summary }) => `  ${usage.padEnd(40)} ${summary}`);
  return [l10n.t('longshore: SageMaker containers on your own Docker engine'), '', ...lines, ''].join('\n');
}

function said({ out }: Terminal, text: string): number {
  out(text);
  return 0;
}

function wrong({ error }: Terminal, text: string, program = 'longshore'): number {
  error(text);
  error(l10n.t('See {0} --help.', program));
  return 2;
}
