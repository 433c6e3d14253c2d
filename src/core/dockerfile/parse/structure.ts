// What BuildKit refuses once the lines are read: the number of arguments, names of stages, order.
import { unwrapTrigger, wordsOf, type Instruction, type ParseIssue, type ParseIssueCode } from '../syntax';
import { instructionNames } from './instruction';
import type { Range } from '../text/range';

const known: ReadonlySet<string> = new Set(instructionNames);

const stageName = /^[a-z][a-z0-9\-_.]*$/;

/** Looks at the instructions in order, each as soon as it is read. */
export function structureCheck(issues: ParseIssue[]): (instruction: Instruction) => void {
  const report = (code: ParseIssueCode, at: Range, detail: string): void => {
    issues.push({ start: at.start, end: at.end, code, detail });
  };
  // Once is enough, also for a file of parts that others begin.
  let isTold = false;
  return (instruction) => {
    const { name } = instruction;
    const isOutside = name !== 'FROM' && name !== 'ARG' && known.has(name);
    if (!isTold && isOutside) report('before-from', instruction.keyword, name);
    isTold ||= isOutside || name === 'FROM';
    if (name === 'FROM') checkFrom(instruction, report);
    else checkCopy(unwrapTrigger(instruction), report);
  };
}

type Report = (code: ParseIssueCode, at: Range, detail: string) => void;

function checkFrom(instruction: Instruction, report: Report): void {
  const words = wordsOf(instruction);
  const [, as, name] = words;
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined) return;
  if (words.length === 3 && as?.raw.toLowerCase() === 'as' && name !== undefined) {
    if (!stageName.test(name.raw.toLowerCase())) report('stage-name', name, name.raw);
  } else if (words.length !== 1) {
    report('from-arguments', { start: first.start, end: last.end }, `${words.length}`);
  }
}

function checkCopy(instruction: Instruction, report: Report): void {
  if (instruction.name !== 'COPY' && instruction.name !== 'ADD') return;
  const words = wordsOf(instruction);
  const last = words.at(-1);
  if (words.length === 1 && last !== undefined) report('missing-destination', last, instruction.name);
  const heredoc = instruction.heredocs.at(-1);
  if (heredoc !== undefined && last !== undefined && heredoc.word.end === last.end) {
    report('heredoc-destination', last, heredoc.name);
  }
}
