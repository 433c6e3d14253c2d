import type { Dockerfile, Instruction } from '../syntax';
import type { Joined } from '../text/joined';
import type { ShellCommand, ShellError } from './command';
import { isShellProgram, takesScript } from './dialect';
import { flatten } from './flatten';
import { shellSource, type ShellSource } from './source';

export type ShellBody =
  | {
      readonly kind: 'script';
      readonly origin: ShellSource['kind'];
      readonly source: Joined;
      readonly commands: readonly ShellCommand[];
      readonly errors: readonly ShellError[];
    }
  | {
      readonly kind: 'opaque';
      /** SHELL or `#!` names something else, or the parser gave up. */
      readonly reason: 'interpreter' | 'parser';
      readonly origin: ShellSource['kind'];
      readonly source: Joined;
    };

const defaultShell: readonly string[] = ['/bin/sh', '-c'];

const bodies = new WeakMap<Instruction, ShellBody | undefined>();

/**
 * What a shell is given by an instruction: parsed at the first call, remembered with the instruction.
 * `shell` is the SHELL in force. Undefined when there is no shell.
 */
export function shellOf(
  dockerfile: Dockerfile,
  instruction: Instruction,
  shell: readonly string[] = defaultShell,
): ShellBody | undefined {
  if (bodies.has(instruction)) {
    const body = bodies.get(instruction);
    if (body?.kind !== 'script' || isReadable(body.origin, shell)) return body;
  }
  const source = shellSource(dockerfile.text, instruction);
  if (source === undefined) return undefined;
  const { interpreter, kind, text } = source;
  if (interpreter === undefined && !takesScript(shell)) {
    return { kind: 'opaque', reason: 'interpreter', origin: kind, source: text };
  }
  const body = bodyOf(source);
  bodies.set(instruction, body);
  return body;
}

const isReadable = (origin: ShellSource['kind'], shell: readonly string[]): boolean =>
  origin === 'exec' || takesScript(shell);

function bodyOf({ interpreter, kind, text }: ShellSource): ShellBody {
  if (interpreter !== undefined && !isShellProgram(interpreter) && !takesScript(interpreter)) {
    return { kind: 'opaque', reason: 'interpreter', origin: kind, source: text };
  }
  try {
    return { kind: 'script', origin: kind, source: text, ...flatten(text) };
  } catch {
    // A parser that stumbles must not take the other rules with it.
    return { kind: 'opaque', reason: 'parser', origin: kind, source: text };
  }
}

const none: readonly ShellCommand[] = [];

/** The commands in the order of the text; none when there is no shell or we cannot read it. */
export const commandsOf = (body: ShellBody | undefined): readonly ShellCommand[] =>
  body?.kind === 'script' ? body.commands : none;
