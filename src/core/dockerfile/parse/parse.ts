import { unwrapTrigger, type Comment, type Dockerfile, type Instruction, type ParseIssue } from '../syntax';
import { readPrologue } from './directives';
import { readHeredocs, terminatorsIn, type Terminators } from './heredocs';
import { readInstruction } from './instruction';
import { readLogicalLine } from './logicalLine';
import { structureIssues } from './structure';

/** Reads a Dockerfile as BuildKit does. Every text is one; what is wrong with it is in `issues`. */
export function parse(text: string): Dockerfile {
  const prologue = readPrologue(text);
  const comments: Comment[] = [];
  const issues: ParseIssue[] = [...prologue.issues];
  const instructions: Instruction[] = [];
  const terminators = terminatorsIn(text);
  const escape = prologue.escape.charCodeAt(0);
  const source = { text, escape, comments, issues };
  let line = readLogicalLine(source, prologue.next);
  while (line !== undefined) {
    let { next } = line;
    const instruction = readInstruction(line.joined, 0, line.joined.text.length, { escape, issues });
    if (instruction !== undefined) {
      const withBodies = canHaveHeredoc(instruction)
        ? attachHeredocs(text, instruction, next, { terminators, issues })
        : { instruction, next };
      instructions.push(withBodies.instruction);
      next = withBodies.next;
    }
    line = readLogicalLine(source, next);
  }
  for (const issue of structureIssues(instructions)) issues.push(issue);
  issues.sort((left, right) => left.start - right.start);
  const { directives } = prologue;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return { text, newline, escape: prologue.escape, directives, comments, instructions, issues };
}

/** A quick look for `<<` comes last, as few lines have it. */
function canHaveHeredoc(instruction: Instruction): boolean {
  const { name, arguments: given, line } = unwrapTrigger(instruction);
  if (name !== 'RUN' && name !== 'COPY' && name !== 'ADD') return false;
  return given.kind !== 'json' && line.text.includes('<<');
}

interface HeredocContext {
  readonly terminators: Terminators;
  readonly issues: ParseIssue[];
}

function attachHeredocs(text: string, instruction: Instruction, from: number, context: HeredocContext) {
  const { heredocs, issues, next } = readHeredocs(text, instruction.line, from, context.terminators);
  for (const issue of issues) context.issues.push(issue);
  const last = heredocs.at(-1);
  if (last === undefined) return { instruction, next };
  const end = Math.max(instruction.end, (last.terminator ?? last.body).end);
  const { arguments: given } = instruction;
  const inner =
    given.kind === 'trigger' ? { ...given, instruction: { ...given.instruction, heredocs, end } } : given;
  return { instruction: { ...instruction, heredocs, end, arguments: inner }, next };
}
