import { forEachChild, parse } from 'unbash';
import type {
  AndOr,
  Assignment,
  Command,
  CommandNode,
  CompoundList,
  ParsedScript,
  PipelineNode,
} from 'unbash';
import type { Statement, SyntaxNode, Word } from 'unbash';
import { originalEnd, originalRange, originalStart, type Joined } from '../text/joined';
import type {
  ShellAssignment,
  ShellCommand,
  ShellConstruct,
  ShellError,
  ShellOperator,
  ShellRedirect,
  ShellWord,
} from './command';
import { isShell } from './dialect';
import { nestedScript } from './nested';
import { plainCommands } from './plain';
import { shellAssignment, shellRedirect, shellWord } from './word';

interface Flattening {
  readonly source: Joined;
  readonly commands: ShellCommand[];
  readonly errors: ShellError[];
}

type Within = readonly ShellConstruct[];

const deepestShell = 4;

export interface Flattened {
  readonly commands: readonly ShellCommand[];
  readonly errors: readonly ShellError[];
}

/** Lists the commands of shell text. May throw what the parser throws. */
export function flatten(source: Joined): Flattened {
  const commands = plainCommands(source);
  return commands === undefined ? parsed(source) : { commands, errors: noErrors };
}

const noErrors: readonly ShellError[] = [];

/** With the parser, whatever the text. */
export function parsed(source: Joined): Flattened {
  const flattening: Flattening = { source, commands: [], errors: [] };
  flattenScript(flattening, parse(source.text), []);
  return { commands: flattening.commands, errors: flattening.errors };
}

function flattenScript(to: Flattening, script: ParsedScript, within: Within): void {
  for (const { message, pos } of script.errors ?? []) {
    const at = Math.min(pos, to.source.text.length);
    to.errors.push({ ...originalRange(to.source, at, Math.min(at + 1, to.source.text.length)), message });
  }
  flattenList(to, script.commands, within);
}

function flattenList(
  to: Flattening,
  statements: readonly Statement[],
  within: Within,
  first: ShellOperator = 'first',
) {
  let operator = first;
  let previous: Statement | undefined;
  for (const statement of statements) {
    if (previous !== undefined) operator = operatorBetween(to.source.text, previous, statement);
    flattenNode(to, statement.command, within, operator);
    previous = statement;
  }
}

function operatorBetween(text: string, previous: Statement, next: Statement): ShellOperator {
  if (previous.background === true) return '&';
  return text.slice(previous.end, next.pos).includes('\n') ? '\n' : ';';
}

function flattenNode(
  to: Flattening,
  node: PipelineNode | AndOr,
  within: Within,
  operator: ShellOperator,
): void {
  if (node.type === 'AndOr') {
    for (const [at, part] of node.commands.entries()) {
      flattenNode(to, part, within, at === 0 ? operator : (node.operators[at - 1] ?? ';'));
    }
  } else if (node.type === 'Pipeline') {
    for (const [at, part] of node.commands.entries()) {
      flattenCommand(to, part, within, at === 0 ? operator : (node.operators[at - 1] ?? '|'));
    }
  } else flattenCommand(to, node, within, operator);
}

function flattenCommand(to: Flattening, node: CommandNode, within: Within, operator: ShellOperator): void {
  switch (node.type) {
    case 'Command':
      flattenSimple(to, node, within, operator);
      return;
    case 'Redirected':
      flattenRedirected(to, node, within, operator);
      return;
    case 'Function':
      flattenBody(to, node.body, [...within, 'function'], operator);
      return;
    case 'Coproc':
      flattenBody(to, node.body, within, operator);
      return;
    case 'TestCommand':
    case 'ArithmeticCommand':
      flattenSubstitutions(to, node, within);
      return;
    case 'If':
      flattenIf(to, node, within, operator);
      return;
    case 'Case':
      flattenWords(to, [node.word], within);
      for (const { body } of node.items) flattenList(to, body.commands, [...within, 'branch']);
      return;
    case 'ArithmeticFor':
    case 'BraceGroup':
    case 'For':
    case 'Select':
    case 'Subshell':
    case 'While':
      flattenGroup(to, node, within, operator);
  }
}

type Group = Extract<
  CommandNode,
  { type: 'While' | 'For' | 'Select' | 'ArithmeticFor' | 'Subshell' | 'BraceGroup' }
>;

/** Loops and groups: one list of commands. */
function flattenGroup(to: Flattening, node: Group, within: Within, operator: ShellOperator): void {
  if (node.type === 'Subshell' || node.type === 'BraceGroup') {
    const construct = node.type === 'Subshell' ? 'subshell' : 'group';
    flattenList(to, node.body.commands, [...within, construct], operator);
    return;
  }
  const hasCondition = node.type === 'While';
  if (hasCondition) flattenList(to, node.clause.commands, [...within, 'condition'], operator);
  if (node.type === 'For' || node.type === 'Select') flattenWords(to, node.wordlist ?? [], within);
  flattenList(to, node.body.commands, [...within, 'loop'], hasCondition ? 'first' : operator);
}

type Branches = Extract<CommandNode, { type: 'If' }>;

function flattenIf(to: Flattening, node: Branches, within: Within, operator: ShellOperator): void {
  flattenList(to, node.clause.commands, [...within, 'condition'], operator);
  flattenList(to, node.then.commands, [...within, 'branch']);
  for (const { clause, then } of node.elif) {
    flattenList(to, clause.commands, [...within, 'condition']);
    flattenList(to, then.commands, [...within, 'branch']);
  }
  flattenList(to, node.else?.commands ?? [], [...within, 'branch']);
}

/** A list stands here only where the parser had to recover. */
function flattenBody(
  to: Flattening,
  body: CommandNode | CompoundList,
  within: Within,
  operator: ShellOperator,
): void {
  if (body.type === 'CompoundList') flattenList(to, body.commands, within, operator);
  else flattenCommand(to, body, within, operator);
}

/** Redirects of a group stand as a command without name behind it. */
function flattenRedirected(
  to: Flattening,
  node: Extract<CommandNode, { type: 'Redirected' }>,
  within: Within,
  operator: ShellOperator,
): void {
  flattenCommand(to, node.command, within, operator);
  const redirects = node.redirects.map((redirect) => shellRedirect(to.source, redirect));
  const [first] = node.redirects;
  if (first === undefined) return;
  const range = originalRange(to.source, first.pos, node.end);
  to.commands.push({
    ...range,
    name: undefined,
    words: [],
    assignments: [],
    redirects,
    operator: 'first',
    within,
  });
}

const noAssignments: readonly ShellAssignment[] = [];
const noRedirects: readonly ShellRedirect[] = [];

function flattenSimple(to: Flattening, node: Command, within: Within, operator: ShellOperator): void {
  const { source } = to;
  const start = originalStart(source, node.pos);
  const end = originalEnd(source, node.end);
  const name = node.name === undefined ? undefined : shellWord(source, node.name);
  const words: ShellWord[] = [];
  for (const part of node.suffix) {
    if (part.type === 'Word') words.push(shellWord(source, part));
    else if (part.type === 'Assignment') words.push(shellWord(source, asWord(part)));
  }
  const hasOthers = node.prefix.length > 0 || words.length < node.suffix.length;
  const redirects = hasOthers
    ? node.redirects.map((redirect) => shellRedirect(source, redirect))
    : noRedirects;
  const assignments = hasOthers ? prefixAssignments(source, node) : noAssignments;
  to.commands.push({ start, end, name, words, assignments, redirects, operator, within });
  const hasSubstitution =
    redirects.some(({ operator: sign }) => sign.startsWith('<<')) ||
    /[`$]|[<>]\(/.test(source.text.slice(node.pos, node.end));
  if (hasSubstitution) flattenSubstitutions(to, node, within);
  if (node.name !== undefined && isShell(node.name.value)) flattenNested(to, node, within);
}

const prefixAssignments = (source: Joined, { prefix }: Command): readonly ShellAssignment[] =>
  prefix.flatMap((part) => (part.type === 'Assignment' ? [shellAssignment(source, part)] : []));

/** `export A=1`: what looks like an assignment is a word of that command. */
const asWord = ({ pos, end, text }: Assignment): Word => ({ type: 'Word', pos, end, text, value: text });

const flattenWords = (to: Flattening, words: readonly Word[], within: Within): void => {
  for (const word of words) flattenSubstitutions(to, word, within);
};

/** Commands inside `$(…)`, backquotes and `<(…)`, wherever they are in the node. */
function flattenSubstitutions(to: Flattening, node: SyntaxNode, within: Within): void {
  forEachChild(node, (child) => {
    if (child.type !== 'Script') flattenSubstitutions(to, child, within);
    // With escaped backquotes the positions are of another text.
    else if (child.source === undefined) flattenScript(to, child, [...within, 'substitution']);
  });
}

function flattenNested(to: Flattening, node: Command, within: Within): void {
  if (within.filter((construct) => construct === 'nested-shell').length >= deepestShell) return;
  const inner = nestedScript(to.source, node);
  if (inner === undefined) return;
  const nested: Flattening = { source: inner, commands: to.commands, errors: to.errors };
  flattenScript(nested, parse(inner.text), [...within, 'nested-shell']);
}
