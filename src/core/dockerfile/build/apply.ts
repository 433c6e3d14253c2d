// What one instruction does to the stage that is being built.
import { pairsOf, wordsOf, type Instruction, type Pair } from '../syntax';
import type { Token } from '../text/joined';
import { variableOf, type Binding, type BuiltStage, type Setting } from './build';
import { expand, isPlain } from './expand';
import type { Expansion, Lookup } from './expansion';
import { cleanPath } from '../../paths';
import { predefinedNames } from './predefined';
import { bind, bindLater, find, type Scope } from './scope';
import { latest, record } from './timeline';

export interface Step {
  readonly instruction: Instruction;
  readonly time: number;
  readonly around: Surroundings;
}

/** What is the same for every instruction of a stage. */
export interface Surroundings {
  readonly given: ReadonlyMap<string, string>;
  readonly lookup: Lookup;
  readonly escape: string;
  readonly globals: Scope<Binding>;
  readonly unsettled: Array<true | undefined>;
  readonly origin: Binding['origin'];
}

type Apply = (stage: BuiltStage, step: Step) => void;

const applyEnvironment: Apply = (stage, step) => {
  setPairs(stage.variables, step, 'env');
};

const applyLabels: Apply = (stage, step) => {
  setPairs(stage.labels, step, 'label');
};

const applyUser: Apply = (stage, step) => {
  const setting = textSetting(step);
  if (setting !== undefined) record(stage.user, step.time, setting);
};

const applyWorkdir: Apply = (stage, step) => {
  const setting = textSetting(step);
  if (setting === undefined) return;
  const current = latest(stage.workdir, Infinity);
  const isAbsolute = setting.value.startsWith('/') || /^[a-zA-Z]:[\\/]/.test(setting.value);
  const base = current?.value ?? (stage.fromScratch ? '/' : '');
  const value = cleanPath(isAbsolute ? setting.value : `${base}/${setting.value}`, isAbsolute || base !== '');
  const known = setting.known && (isAbsolute || (current?.known ?? stage.fromScratch));
  record(
    stage.workdir,
    step.time,
    settingOf(step, setting.token, { value, known, unresolved: setting.unresolved, error: setting.error }),
  );
};

const applyExpose: Apply = (stage, step) => {
  for (const word of wordsOf(step.instruction)) {
    const { value, known, unresolved, error } = expand(word.value, step.around.lookup, step.around);
    for (const port of value.split(/\s+/)) {
      if (port !== '' || !known)
        record(stage.exposed, step.time, settingOf(step, word, { value: port, known, unresolved, error }));
    }
  }
};

const applyShell: Apply = (stage, { instruction, time }) => record(stage.shell, time, instruction);

const applyCommand: Apply = (stage, { instruction, time }) => record(stage.command, time, instruction);

/** A CMD of this very stage stays; one from the stage below was made for the old ENTRYPOINT. */
const applyEntrypoint: Apply = (stage, { instruction, time }) => {
  record(stage.entrypoint, time, instruction);
  const isInherited = stage.command.times.every((set) => set < 0);
  if (isInherited && stage.command.times.length > 0) record(stage.command, time, undefined);
};

const effects: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['ARG', (stage, step) => bindArguments(stage.variables, step)],
  ['CMD', applyCommand],
  ['ENTRYPOINT', applyEntrypoint],
  ['ENV', applyEnvironment],
  ['EXPOSE', applyExpose],
  ['LABEL', applyLabels],
  ['SHELL', applyShell],
  ['USER', applyUser],
  ['WORKDIR', applyWorkdir],
]);

export const hasEffect = ({ name }: Instruction): boolean => effects.has(name);

export function applyInstruction(stage: BuiltStage, step: Step): void {
  effects.get(step.instruction.name)?.(stage, step);
}

type Value = Pick<Expansion, 'value' | 'known' | 'unresolved' | 'error'>;

function settingOf({ instruction }: Step, token: Token, { value, known, unresolved, error }: Value): Setting {
  return { value, known, unresolved, error, instruction, token };
}

function textSetting(step: Step): Setting | undefined {
  const given = step.instruction.arguments;
  return given.kind === 'text'
    ? settingOf(step, given.text, expand(given.text.raw, step.around.lookup, step.around))
    : undefined;
}

/** What is shorter is sooner read than searched. */
const long = 1000;

/** A long list waits until one of its names is asked for; with variables, a name need not stand in the text. */
function setPairs(scope: Scope<Binding>, step: Step, origin: Binding['origin']): void {
  const { text } = step.instruction.line;
  if (text.length < long || text.includes('$')) bindPairs(scope, step, origin);
  else bindLater(scope, withoutQuotes(text, step.around.escape), () => bindPairs(scope, step, origin));
}

const withoutQuotes = (text: string, escape: string): string =>
  text.replaceAll("'", '').replaceAll('"', '').replaceAll(escape, '');

/** All values are expanded before any is set: one instruction does not see its own variables. */
function bindPairs(scope: Scope<Binding>, step: Step, origin: Binding['origin']): void {
  const pairs = pairsOf(step.instruction);
  const [first] = pairs;
  if (first !== undefined && pairs.length === 1) {
    bind(scope, nameOf(step, first), pairBinding(step, first, origin));
    return;
  }
  const names = pairs.map((pair) => nameOf(step, pair));
  const bindings = pairs.map((pair) => pairBinding(step, pair, origin));
  for (let at = 0; at < pairs.length; at++) {
    const binding = bindings[at];
    if (binding) bind(scope, names[at] ?? '', binding);
  }
}

function nameOf({ around }: Step, { name }: Pair): string {
  return isPlain(name, around.escape) ? name : expand(name, around.lookup, around).value;
}

function pairBinding({ instruction, time, around }: Step, pair: Pair, origin: Binding['origin']): Binding {
  const { value, known, unresolved, error } = expand(pair.given ?? '', around.lookup, around);
  if (unresolved.length > 0 || error !== undefined) around.unsettled[instruction.number] = true;
  return bindingOf({ instruction, time, around }, pair, {
    value,
    known,
    unresolved,
    error,
    origin,
    state: 'set',
  });
}

interface Bound extends Value {
  readonly origin: Binding['origin'];
  readonly state: Binding['state'];
}

const bindingOf = ({ instruction, time }: Step, pair: Pair, bound: Bound): Binding =>
  new PairBinding(instruction, time, pair, bound);

/** Its token is found when someone asks, as the pair finds it. */
class PairBinding implements Binding {
  readonly value: string;
  readonly known: boolean;
  readonly unresolved: readonly string[];
  readonly error: Binding['error'];
  readonly origin: Binding['origin'];
  readonly state: Binding['state'];
  readonly pair: Pair;
  readonly time: number;
  readonly instruction: Instruction;

  constructor(instruction: Instruction, time: number, pair: Pair, bound: Bound) {
    this.value = bound.value;
    this.known = bound.known;
    this.unresolved = bound.unresolved;
    this.error = bound.error;
    this.origin = bound.origin;
    this.state = bound.state;
    this.pair = pair;
    this.time = time;
    this.instruction = instruction;
  }

  get token(): Token {
    return this.pair.value ?? this.pair.key;
  }
}

/**
 * ARG, in a stage or before the first. Here each sees the ones before it. What the build passes comes first,
 * then the default, then the global ARG of that name; without any of them an older value stays.
 */
export function bindArguments(scope: Scope<Binding>, step: Step): void {
  for (const pair of pairsOf(step.instruction)) {
    const { name } = pair;
    const bound = argumentValue(step, pair);
    if (bound.state !== 'set' && find(scope, name, Infinity) !== undefined) continue;
    bind(scope, name, bindingOf(step, pair, bound));
  }
}

const certain: Omit<Bound, 'value' | 'origin'> = {
  known: true,
  unresolved: [],
  error: undefined,
  state: 'set',
};

function argumentValue(step: Step, pair: Pair): Bound {
  const { name } = pair;
  const { given: passed, globals, origin } = step.around;
  const given = passed.get(name);
  if (given !== undefined) return { ...certain, value: given, origin };
  if (pair.given !== undefined) {
    const { value, known, unresolved, error } = expand(pair.given, step.around.lookup, step.around);
    return { value, known, unresolved, error, origin, state: 'set' };
  }
  const global = find(globals, name, Infinity);
  const inherited = global === undefined ? undefined : variableOf(global);
  if (global !== undefined && inherited?.kind === 'set') {
    return { ...certain, value: global.value, known: global.known, unresolved: global.unresolved, origin };
  }
  const isPredefined = predefinedNames.has(name);
  return {
    ...certain,
    value: '',
    known: false,
    unresolved: isPredefined ? [] : [name],
    origin,
    state: isPredefined ? 'foreign' : 'open',
  };
}
