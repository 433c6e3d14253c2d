import { parseArgs } from 'node:util';
import * as l10n from '@vscode/l10n';
import type { World } from '../core/ports';
import { hint, isAbort, Problem } from '../core/problem';
import { imagesCommand } from './imagesCommand';

/** Where lines go, and what stops the work. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
  readonly signal: AbortSignal;
}

export interface Program {
  readonly version: string;
  readonly world: () => Promise<World>;
}

/** A command of `longshore`: its arguments are checked before the world is loaded. */
export interface TerminalCommand {
  readonly usage: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;
  run(world: World, options: Readonly<Record<string, unknown>>, terminal: Terminal): Promise<number>;
}

const commands: Readonly<Record<string, TerminalCommand>> = { images: imagesCommand };

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
  try {
    const options = readOptions(command, rest);
    if (options['help'] === true) return said(terminal, `${command.usage}\n\n${command.summary}`);
    return await command.run(await program.world(), options, terminal);
  } catch (error) {
    if (isAbort(error)) return 130;
    if (!(error instanceof Problem)) throw error;
    if (error.kind === 'bad-usage') return wrong(terminal, error.message);
    terminal.error(error.message);
    error.remedies
      .filter((remedy) => remedy !== 'show-log')
      .forEach((remedy) => terminal.error(`  ${hint(remedy)}`));
    return 1;
  }
}

function readOptions(command: TerminalCommand, words: readonly string[]): Readonly<Record<string, unknown>> {
  try {
    const options = { ...command.options, help: { type: 'boolean' as const } };
    return parseArgs({ args: [...words], options, strict: true }).values;
  } catch (error) {
    throw new Problem('bad-usage', error instanceof Error ? error.message : String(error), error);
  }
}

function help(): string {
  const lines = Object.values(commands).map(({ usage, summary }) => `  ${usage.padEnd(30)} ${summary}`);
  return [l10n.t('longshore: SageMaker containers on your own Docker engine'), '', ...lines, ''].join('\n');
}

function said({ out }: Terminal, text: string): number {
  out(text);
  return 0;
}

function wrong({ error }: Terminal, text: string): number {
  error(text);
  error(l10n.t('See longshore --help.'));
  return 2;
}
