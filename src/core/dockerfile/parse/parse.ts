import {
  unwrapTrigger,
  type Arguments,
  type Comment,
  type Dockerfile,
  type Heredoc,
  type Instruction,
  type ParseIssue,
} from '../syntax';
import { readPrologue } from './directives';
import { readHeredocs, terminatorsIn, type Terminators } from './heredocs';
import { readInstruction } from './instruction';
import { readLogicalLine, type LineSource } from './logicalLine';
import { structureCheck } from './structure';

/** Reads a Dockerfile as BuildKit does. Every text is one; what is wrong with it is in `issues`. */
export function parse(text: string): Dockerfile {
  const prologue = readPrologue(text);
  const comments: Comment[] = [];
  const issues: ParseIssue[] = [...prologue.issues];
  const instructions: Instruction[] = [];
  const terminators = terminatorsIn(text);
  const escape = prologue.escape.charCodeAt(0);
  const source = { text, escape, comments, issues, next: prologue.next };
  const context = { escape, issues, numbers: { next: 0 } };
  const checkStructure = structureCheck(issues);
  let inCapitals = true;
  for (let line = readLogicalLine(source); line !== undefined; line = readLogicalLine(source)) {
    const read = readInstruction(line, 0, line.text.length, context);
    if (read === undefined) continue;
    const instruction = canHaveHeredoc(read) ? withHeredocs(source, read, terminators) : read;
    instructions.push(instruction);
    inCapitals &&= read.keyword.raw === read.name;
    checkStructure(instruction);
  }
  if (instructions.length === 0) issues.push({ start: 0, end: 0, code: 'no-instructions', detail: '' });
  issues.sort((left, right) => left.start - right.start);
  const { directives } = prologue;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return { text, newline, escape: prologue.escape, directives, comments, instructions, inCapitals, issues };
}

/** A quick look for `<<` comes last, as few lines have it. */
function canHaveHeredoc(instruction: Instruction): boolean {
  const { name, arguments: given, line } = unwrapTrigger(instruction);
  if (name !== 'RUN' && name !== 'COPY' && name !== 'ADD') return false;
  return given.kind !== 'json' && line.text.includes('<<');
}

/** Reads the bodies that follow, and goes on behind them. */
function withHeredocs(source: LineSource, instruction: Instruction, terminators: Terminators): Instruction {
  const { heredocs, issues, next } = readHeredocs(source.text, instruction.line, source.next, terminators);
  source.next = next;
  for (const issue of issues) source.issues.push(issue);
  const last = heredocs.at(-1);
  if (last === undefined) return instruction;
  const end = Math.max(instruction.end, (last.terminator ?? last.body).end);
  const { arguments: given } = instruction;
  const inner: Arguments =
    given.kind === 'trigger'
      ? { kind: 'trigger', instruction: extended(given.instruction, heredocs, end) }
      : given;
  return extended(instruction, heredocs, end, inner);
}

// Written out, as spreading is slow.
function extended(
  { start, number, name, keyword, flags, arguments: given, line }: Instruction,
  heredocs: readonly Heredoc[],
  end: number,
  inner = given,
): Instruction {
  return { start, end, number, name, keyword, flags, arguments: inner, heredocs, line };
}
