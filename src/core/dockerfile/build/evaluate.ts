import { slotsFor, type Dockerfile, type Instruction } from '../syntax';
import { applyInstruction, bindArguments, hasEffect } from './apply';
import {
  stageBelow,
  variableOf,
  type Base,
  type Binding,
  type Build,
  type BuiltStage,
  type Moment,
} from './build';
import { expand } from './expand';
import type { Lookup, Variable } from './expansion';
import { predefinedNames, targetArguments } from './predefined';
import { stagesOf, type Stage } from './stages';
import { find, scopeOn, type Scope } from './scope';
import { latest, record, timeline, type Timeline } from './timeline';

export interface BuildOptions {
  /** The name or number of the stage to build. */
  readonly target?: string;
  /** As given with `--build-arg`. */
  readonly arguments?: ReadonlyMap<string, string>;
  /** As in `--platform linux/amd64`. */
  readonly platform?: string;
}

interface Context {
  readonly dockerfile: Dockerfile;
  readonly given: ReadonlyMap<string, string>;
  readonly globals: Scope<Binding>;
  readonly stages: BuiltStage[];
  readonly byName: Map<string, BuiltStage>;
  readonly places: Array<Moment | undefined>;
  readonly unsettled: Array<true | undefined>;
}

/** Walks the stages in order, with defaults for every ARG that the options do not give. */
export function evaluate(dockerfile: Dockerfile, options: BuildOptions = {}): Build {
  const { global, stages } = stagesOf(dockerfile);
  const given = new Map([
    ...(options.platform === undefined ? [] : targetArguments(options.platform)),
    ...(options.arguments ?? []),
  ]);
  const places = slotsFor<Moment>(dockerfile);
  const context: Context = {
    dockerfile,
    given,
    globals: scopeOn(undefined),
    stages: [],
    byName: new Map(),
    places,
    unsettled: slotsFor(dockerfile),
  };
  let time = 0;
  for (const instruction of global) bindGlobals(context, instruction, time++);
  for (const stage of stages) {
    const built = buildStage(context, stage, time);
    context.stages.push(built);
    if (stage.name !== undefined) context.byName.set(stage.name, built);
    time += stage.instructions.length + 1;
  }
  const target = targetOf(context, options.target);
  const { globals, stages: built, byName, unsettled } = context;
  return { dockerfile, globals, stages: built, byName, target, places, unsettled, given };
}

function targetOf({ stages, byName }: Context, target: string | undefined): BuiltStage | undefined {
  if (target === undefined || target === '') return stages.at(-1);
  return byName.get(target.toLowerCase()) ?? (/^\d+$/.test(target) ? stages[Number(target)] : undefined);
}

/** ARGs before the first FROM: visible to FROM, and to ARGs in stages that take them over. */
function bindGlobals(context: Context, instruction: Instruction, time: number): void {
  context.places[instruction.number] = { stage: undefined, time };
  if (instruction.name !== 'ARG') return;
  const { dockerfile, given, globals, unsettled } = context;
  const lookup = globalLookup(context);
  const around = {
    given,
    lookup,
    escape: dockerfile.escape,
    globals,
    unsettled,
    origin: 'global' as const,
  };
  bindArguments(globals, { instruction, time, around });
}

function globalLookup({ globals, given }: Context): Lookup {
  return (name): Variable => {
    const binding = find(globals, name, Infinity);
    if (binding !== undefined) return variableOf(binding);
    if (!predefinedNames.has(name)) return { kind: 'unset' };
    const value = given.get(name);
    return value === undefined ? { kind: 'foreign' } : { kind: 'set', value, known: true };
  };
}

function buildStage(context: Context, stage: Stage, start: number): BuiltStage {
  const { dockerfile, given, globals, places, unsettled } = context;
  const built = startStage(context, stage);
  const below = stageBelow(built);
  const moment = (time: number): Moment => ({ stage: built, time });
  places[stage.from.number] = moment(start);
  const lookup = stageLookup(built);
  const around = { given, lookup, escape: dockerfile.escape, globals, unsettled, origin: 'arg' as const };
  for (const { arguments: held } of below?.stage.instructions ?? []) {
    if (held.kind === 'trigger')
      applyInstruction(built, { instruction: held.instruction, time: start, around });
  }
  let time = start;
  for (const instruction of stage.instructions) {
    time++;
    const place = moment(time);
    places[instruction.number] = place;
    if (instruction.arguments.kind === 'trigger') places[instruction.arguments.instruction.number] = place;
    else if (hasEffect(instruction)) applyInstruction(built, { instruction, time, around });
  }
  return built;
}

function stageLookup(built: BuiltStage): Lookup {
  const missing: Variable = { kind: built.fromScratch ? 'unset' : 'foreign' };
  return (name) => {
    const binding = find(built.variables, name, Infinity);
    return binding === undefined ? missing : variableOf(binding);
  };
}

function startStage(context: Context, stage: Stage): BuiltStage {
  const { escape } = context.dockerfile;
  const lookup = globalLookup(context);
  const base = baseOf(context, stage, lookup);
  const below = base.kind === 'stage' ? base.stage : undefined;
  const platform = stage.platform?.value;
  return {
    stage,
    base,
    root: base.kind === 'stage' ? base.stage.root : base,
    platform: platform === undefined ? undefined : expand(platform, lookup, { escape }),
    fromScratch: below?.fromScratch ?? base.kind === 'scratch',
    variables: scopeOn(below?.variables),
    labels: scopeOn(below?.labels),
    user: continued(below?.user),
    workdir: continued(below?.workdir),
    shell: continued(below?.shell),
    entrypoint: continued(below?.entrypoint),
    command: continued(below?.command),
    exposed: timeline(),
  };
}

function baseOf({ byName, dockerfile }: Context, stage: Stage, lookup: Lookup): Base {
  const reference = expand(stage.image?.value ?? '', lookup, { escape: dockerfile.escape });
  const below = byName.get(reference.value.toLowerCase());
  if (below !== undefined) return { kind: 'stage', stage: below };
  return reference.value === 'scratch' ? { kind: 'scratch' } : { kind: 'image', reference };
}

/** A stage begins with what the one below ended with. */
function continued<T>(below: Timeline<T> | undefined): Timeline<T> {
  const line = timeline<T>();
  const value = below && latest(below, Infinity);
  if (value !== undefined) record(line, -1, value);
  return line;
}
