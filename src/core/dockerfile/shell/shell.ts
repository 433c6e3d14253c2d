import { slotsFor, type Dockerfile, type Instruction } from '../syntax';
import type { Joined } from '../text/joined';
import type { ShellCommand, ShellError } from './command';
import { defaultShell, isShellProgram, takesScript } from './dialect';
import { flatten } from './flatten';
import { shellSource, type ShellSource } from './source';
import { Notes } from '../text/notes';

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

/** What is remembered of a file, by the number of the instruction; null where there is no shell. */
interface Known {
  readonly sources: Array<ShellSource | null | undefined>;
  readonly bodies: Array<ShellBody | undefined>;
}

const known = new Notes<Dockerfile, Known>();

function knownOf(dockerfile: Dockerfile): Known {
  let found = known.get(dockerfile);
  if (found === undefined) {
    found = { sources: slotsFor(dockerfile), bodies: slotsFor(dockerfile) };
    known.set(dockerfile, found);
  }
  return found;
}

/** The text for a shell, not yet read; undefined when there is no shell. */
export function sourceOf(dockerfile: Dockerfile, instruction: Instruction): ShellSource | undefined {
  const { sources } = knownOf(dockerfile);
  const remembered = sources[instruction.number];
  if (remembered !== undefined) return remembered ?? undefined;
  const source = shellSource(dockerfile.text, instruction);
  sources[instruction.number] = source ?? null;
  return source;
}

/**
 * What a shell is given by an instruction: parsed at the first call, remembered with the file.
 * `shell` is the SHELL in force. Undefined when there is no shell.
 */
export function shellOf(
  dockerfile: Dockerfile,
  instruction: Instruction,
  shell: readonly string[] = defaultShell,
): ShellBody | undefined {
  const { bodies } = knownOf(dockerfile);
  const remembered = bodies[instruction.number];
  if (remembered !== undefined && (remembered.kind !== 'script' || isReadable(remembered.origin, shell)))
    return remembered;
  const source = sourceOf(dockerfile, instruction);
  if (source === undefined) return undefined;
  const { interpreter, kind, text } = source;
  if (interpreter === undefined && !takesScript(shell)) {
    return { kind: 'opaque', reason: 'interpreter', origin: kind, source: text };
  }
  const body = bodyOf(source);
  bodies[instruction.number] = body;
  return body;
}

const isReadable = (origin: ShellSource['kind'], shell: readonly string[]): boolean =>
  origin === 'exec' || takesScript(shell);

function bodyOf({ interpreter, kind, text }: ShellSource): ShellBody {
  if (interpreter !== undefined && !isShellProgram(interpreter) && !takesScript(interpreter)) {
    return { kind: 'opaque', reason: 'interpreter', origin: kind, source: text };
  }
  try {
    const { commands, errors } = flatten(text);
    return { kind: 'script', origin: kind, source: text, commands, errors };
  } catch {
    // A parser that stumbles must not take the other rules with it.
    return { kind: 'opaque', reason: 'parser', origin: kind, source: text };
  }
}

const none: readonly ShellCommand[] = [];

/** The commands in the order of the text; none when there is no shell or we cannot read it. */
export const commandsOf = (body: ShellBody | undefined): readonly ShellCommand[] =>
  body?.kind === 'script' ? body.commands : none;
