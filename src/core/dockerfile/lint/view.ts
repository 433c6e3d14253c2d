import { before, endOf, finalChain, shellAt, type Build, type BuiltStage, type Moment } from '../build/build';
import { evaluate } from '../build/evaluate';
import { parse } from '../parse/parse';
import type { ShellCommand } from '../shell/command';
import { commandsOf, shellOf, sourceOf } from '../shell/shell';
import { anything, wordsText } from '../shell/mention';
import { slotsFor, unwrapTrigger, type Dockerfile, type Instruction } from '../syntax';
import type { Evidence } from './evidence';
import { namedIn, type Named } from './named';
import { inferRole, type InferredRole } from './role/role';
import type { Role } from './rule';

export interface LintOptions {
  /** From a setting, by glob; the pragma of the file goes before it. */
  readonly role?: Role;
  readonly evidence?: Evidence;
  /** Milliseconds since 1970, for dates of end of life. */
  readonly now: number;
  /** `arm64` where images are built by default for that. */
  readonly hostArchitecture?: string;
  /** For the test of the patterns that rules give to `mentions`: believe none. */
  readonly readsAll?: boolean;
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
  /**
   * May a word or a redirect among these commands hold what the pattern looks for? Ask before `commands`: text that
   * no rule asks for is never parsed. The pattern is plain words, without anchors, quotes and backslashes.
   */
  readonly mentions: (instruction: Instruction, pattern: RegExp) => boolean;
  readonly isOfImage: (stage: BuiltStage | undefined) => boolean;
  /** The instructions of the image: those of `chain`, one stage after the other. */
  readonly ofImage: readonly Instruction[];
  readonly namedInImage: Named;
  /** All of some kinds: `RUN`, in the order of the file. */
  readonly named: Named;
}

export function viewOf(text: string, options: LintOptions): View {
  const dockerfile = parse(text);
  const build = evaluate(dockerfile);
  const instructions = unwrapped(dockerfile.instructions);
  const named = namedIn(instructions);
  const chain = finalChain(build);
  const ofImage = instructionsOf(chain);
  const base = {
    dockerfile,
    build,
    chain,
    end: endOf(build.target),
    options,
    evidence: options.evidence,
    instructions,
    isOfImage: isAmong(new Set(chain)),
    ofImage,
    namedInImage: isWhole(build, chain, instructions) ? named : namedIn(ofImage),
    commands: commandsIn(build),
    mentions: mentionsIn(dockerfile, options.readsAll),
    named,
  };
  return { ...base, role: inferRole(base) };
}

/** Mostly none is inside an ONBUILD, which the numbers tell: then the list stays as it is. */
function unwrapped(instructions: readonly Instruction[]): readonly Instruction[] {
  const last = instructions.at(-1);
  const isFlat = last === undefined || unwrapTrigger(last).number === instructions.length - 1;
  return isFlat ? instructions : instructions.map(unwrapTrigger);
}

const noInstructions: readonly Instruction[] = [];

function instructionsOf(chain: readonly BuiltStage[]): readonly Instruction[] {
  const [lowest] = chain;
  if (lowest !== undefined && chain.length === 1) return lowest.stage.instructions;
  return noInstructions.concat(...chain.map(({ stage }) => stage.instructions));
}

/** Is all that stands in the file of the image, but for FROM, which nobody looks for in it? */
const isWhole = (
  { stages, dockerfile }: Build,
  chain: readonly BuiltStage[],
  instructions: readonly Instruction[],
): boolean =>
  stages.length === chain.length &&
  instructions === dockerfile.instructions &&
  instructions[0]?.name === 'FROM';

const isAmong =
  (stages: ReadonlySet<BuiltStage>): View['isOfImage'] =>
  (stage) =>
    stage !== undefined && stages.has(stage);

function commandsIn(build: Build): View['commands'] {
  const read = slotsFor<readonly ShellCommand[]>(build.dockerfile);
  return (instruction) => {
    let commands = read[instruction.number];
    if (commands === undefined) {
      const shell = shellAt(before(build, instruction));
      commands = commandsOf(shellOf(build.dockerfile, instruction, shell));
      read[instruction.number] = commands;
    }
    return commands;
  };
}

function mentionsIn(dockerfile: Dockerfile, readsAll = false): View['mentions'] {
  const texts = slotsFor<string>(dockerfile);
  return (instruction, pattern) => {
    let text = texts[instruction.number];
    if (text === undefined) {
      text = wordsText(sourceOf(dockerfile, instruction)?.text.text ?? '');
      texts[instruction.number] = text;
    }
    return readsAll || text === anything || pattern.test(text);
  };
}
