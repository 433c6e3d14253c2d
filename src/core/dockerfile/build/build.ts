// What a Dockerfile builds: the state of every stage as of every instruction.
import { defaultShell } from '../shell/dialect';
import type { Dockerfile, Instruction, Pair } from '../syntax';
import type { Token } from '../text/joined';
import { expand, isPlain, plainExpansion } from './expand';
import type { Expansion, ExpansionError, Variable } from './expansion';
import type { Stage } from './stages';
import { find, snapshot, type Scope } from './scope';
import { latest, type Timeline } from './timeline';
import { Notes } from '../text/notes';

/** A value that an instruction sets. */
export interface Setting {
  readonly value: string;
  /** False when the value, or a part of it, is a guess. */
  readonly known: boolean;
  readonly unresolved: readonly string[];
  readonly error: ExpansionError | undefined;
  readonly instruction: Instruction;
  readonly token: Token;
}

/**
 * A variable or label. One that ARG declares without a value is `open`, or
 * `foreign` when BuildKit itself gives it one.
 */
export interface Binding extends Setting {
  readonly origin: 'arg' | 'env' | 'label' | 'global';
  readonly pair: Pair;
  readonly time: number;
  readonly state: 'set' | 'open' | 'foreign';
}

export type Base =
  | { readonly kind: 'stage'; readonly stage: BuiltStage }
  | { readonly kind: 'scratch' }
  | { readonly kind: 'image'; readonly reference: Expansion };

export interface BuiltStage {
  readonly stage: Stage;
  readonly base: Base;
  /** What stands at the bottom: an image, or `scratch`. */
  readonly root: Exclude<Base, { readonly kind: 'stage' }>;
  /** The platform of FROM, expanded. */
  readonly platform: Expansion | undefined;
  /** Nothing is below but `scratch`: what no instruction sets is not set. */
  readonly fromScratch: boolean;
  /** ARG and ENV, as instructions see them; the last to set a name wins. */
  readonly variables: Scope<Binding>;
  readonly labels: Scope<Binding>;
  readonly user: Timeline<Setting>;
  readonly workdir: Timeline<Setting>;
  readonly shell: Timeline<Instruction>;
  readonly entrypoint: Timeline<Instruction>;
  /** Undefined is recorded where an ENTRYPOINT takes away the CMD of the stage below. */
  readonly command: Timeline<Instruction | undefined>;
  /** The ports of this stage alone. */
  readonly exposed: Timeline<Setting>;
}

export interface Build {
  readonly dockerfile: Dockerfile;
  readonly globals: Scope<Binding>;
  readonly stages: readonly BuiltStage[];
  /** By name in lower case; of several the last. */
  readonly byName: ReadonlyMap<string, BuiltStage>;
  /** The target stage, or the last; undefined when the file has no FROM. */
  readonly target: BuiltStage | undefined;
  /** Where in the build each instruction is, by its number; those inside ONBUILD too. */
  readonly places: ReadonlyArray<Moment | undefined>;
  /** By number: does a value of this ENV or LABEL use what nothing sets, or is it written wrongly? */
  readonly unsettled: ReadonlyArray<true | undefined>;
  /** Values for names that stand for themselves: `--build-arg` and the platform. */
  readonly given: ReadonlyMap<string, string>;
}

/** A point of the build: before the instruction of that number; at the end it is Infinity. */
export interface Moment {
  /** Undefined before the first FROM. */
  readonly stage: BuiltStage | undefined;
  readonly time: number;
}

const nowhere: Moment = { stage: undefined, time: 0 };

/** Before the instruction runs. */
export const before = (build: Build, instruction: Instruction): Moment =>
  build.places[instruction.number] ?? nowhere;

export function after(build: Build, instruction: Instruction): Moment {
  const { stage, time } = before(build, instruction);
  return { stage, time: time + 1 };
}

/** When the stage is complete. */
export const endOf = (stage: BuiltStage | undefined): Moment => ({ stage, time: Infinity });

/** The stages that make up the target, the lowest first. */
export function finalChain(build: Build): readonly BuiltStage[] {
  const chain: BuiltStage[] = [];
  for (let stage = build.target; stage !== undefined; stage = stageBelow(stage)) chain.push(stage);
  return chain.toReversed();
}

export const stageBelow = ({ base }: BuiltStage): BuiltStage | undefined =>
  base.kind === 'stage' ? base.stage : undefined;

export const userAt = ({ stage, time }: Moment): Setting | undefined => stage && latest(stage.user, time);

export const workdirAt = ({ stage, time }: Moment): Setting | undefined =>
  stage && latest(stage.workdir, time);

export const entrypointAt = ({ stage, time }: Moment): Instruction | undefined =>
  stage && latest(stage.entrypoint, time);

export const commandAt = ({ stage, time }: Moment): Instruction | undefined =>
  stage && latest(stage.command, time);

/** The words that a shell form is appended to. */
export function shellAt({ stage, time }: Moment): readonly string[] {
  const given = (stage && latest(stage.shell, time))?.arguments;
  return given?.kind === 'json' && given.words.length > 0
    ? given.words.map(({ value }) => value)
    : defaultShell;
}

/** All ports, those of the stages below first. */
export function exposedAt({ stage, time }: Moment): readonly Setting[] {
  const levels: (readonly Setting[])[] = [];
  for (let level = stage; level !== undefined; level = stageBelow(level)) {
    const { times, values } = level.exposed;
    levels.push(level === stage ? values.filter((_, at) => (times[at] ?? 0) < time) : values);
  }
  return levels.toReversed().flat();
}

export const bindingAt = ({ stage, time }: Moment, name: string): Binding | undefined =>
  stage && find(stage.variables, name, time);

const isEnvironment = ({ origin }: Binding): boolean => origin === 'env';

const environments = new Notes<BuiltStage, ReadonlyMap<string, Binding>>();

/** What ENV puts into the image, whatever an ARG of the same name says later; at the end, worked out once. */
export function environmentAt({ stage, time }: Moment): ReadonlyMap<string, Binding> {
  if (stage === undefined) return new Map();
  const known = time === Infinity ? environments.get(stage) : undefined;
  if (known !== undefined) return known;
  const environment = snapshot(stage.variables, time, isEnvironment);
  if (time === Infinity) environments.set(stage, environment);
  return environment;
}

export const labelAt = ({ stage, time }: Moment, name: string): Binding | undefined =>
  stage && find(stage.labels, name, time);

export const labelsAt = ({ stage, time }: Moment): ReadonlyMap<string, Binding> =>
  stage === undefined ? new Map() : snapshot(stage.labels, time);

const unset: Variable = { kind: 'unset' };
const open: Variable = { kind: 'open' };
const foreign: Variable = { kind: 'foreign' };

/** What a variable is to an instruction of a stage. */
function variableAt(moment: Moment, name: string): Variable {
  const binding = bindingAt(moment, name);
  if (binding !== undefined) return variableOf(binding);
  return moment.stage === undefined || moment.stage.fromScratch ? unset : foreign;
}

export function variableOf({ state, value, known }: Binding): Variable {
  if (state === 'set') return { kind: 'set', value, known };
  return state === 'open' ? open : foreign;
}

/** The value of a word where it stands. Words of RUN, CMD and ENTRYPOINT are for the shell, not for this. */
export function expandAt({ dockerfile: { escape } }: Build, moment: Moment, word: string): Expansion {
  if (isPlain(word, escape)) return plainExpansion(word);
  return expand(word, (name) => variableAt(moment, name), { escape });
}
