import { before, endOf, finalChain, shellAt, type Build, type BuiltStage, type Moment } from '../build/build';
import { evaluate } from '../build/evaluate';
import { parse } from '../parse/parse';
import type { ShellCommand } from '../shell/command';
import { commandsOf, shellOf } from '../shell/shell';
import { unwrapTrigger, type Dockerfile, type Instruction } from '../syntax';
import type { Evidence } from './evidence';
import { inferRole, type InferredRole } from './role';
import type { Role } from './rule';

export interface LintOptions {
  /** From a setting, by glob; the pragma of the file goes before it. */
  readonly role?: Role;
  readonly evidence?: Evidence;
  /** Milliseconds since 1970, for dates of end of life. */
  readonly now: number;
  /** `arm64` where images are built by default for that. */
  readonly hostArchitecture?: string;
}

/** All that a rule may look at. */
export interface View {
  readonly dockerfile: Dockerfile;
  readonly build: Build;
  /** The stages that make up the image, the lowest first. */
  readonly chain: readonly BuiltStage[];
  /** When the image is complete: ask `userAt(view.end)`, `entrypointAt(view.end)` … */
  readonly end: Moment;
  readonly role: InferredRole;
  readonly options: LintOptions;
  readonly evidence: Evidence | undefined;
  /** Every instruction of the file, those inside ONBUILD unwrapped. */
  readonly instructions: readonly Instruction[];
  /** The simple commands of a RUN, CMD or ENTRYPOINT; none where the shell is opaque. */
  readonly commands: (instruction: Instruction) => readonly ShellCommand[];
  /** All of one kind: `RUN`, in the order of the file. */
  readonly named: (name: string) => readonly Instruction[];
}

export function viewOf(text: string, options: LintOptions): View {
  const dockerfile = parse(text);
  const build = evaluate(dockerfile);
  const instructions = dockerfile.instructions.map(unwrapTrigger);
  const byName = groupByName(instructions);
  const base = {
    dockerfile,
    build,
    chain: finalChain(build),
    end: endOf(build.target),
    options,
    evidence: options.evidence,
    instructions,
    commands: (instruction: Instruction) =>
      commandsOf(shellOf(dockerfile, instruction, shellAt(before(build, instruction)))),
    named: (name: string) => byName.get(name) ?? none,
  };
  return { ...base, role: inferRole(base) };
}

const none: readonly Instruction[] = [];

function groupByName(instructions: readonly Instruction[]): Map<string, Instruction[]> {
  const groups = new Map<string, Instruction[]>();
  for (const instruction of instructions) {
    const group = groups.get(instruction.name);
    if (group) group.push(instruction);
    else groups.set(instruction.name, [instruction]);
  }
  return groups;
}
