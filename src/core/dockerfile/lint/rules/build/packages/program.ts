import type { ShellCommand, ShellWord } from '../../../../shell/command';
import { slotsFor, type Dockerfile, type Instruction } from '../../../../syntax';
import { Notes } from '../../../../text/notes';
import type { View } from '../../../view';

/** The program that a command runs, seen through `sudo`, `env` and the like. */
export interface Program {
  /** Without its folder. */
  readonly name: string;
  readonly word: ShellWord;
  /** What follows the name. */
  readonly words: readonly ShellWord[];
  /** The first word that is no option: `install`. */
  readonly verb: ShellWord | undefined;
  readonly command: ShellCommand;
}

/** What they take before the command: options without a value, and variables. */
const wrappers: ReadonlySet<string> = new Set(['command', 'env', 'exec', 'nice', 'nohup', 'sudo', 'time']);

/** Few programs are written with a path, and `includes` is quicker than `lastIndexOf`. */
const baseName = (path: string): string =>
  path.includes('/') ? path.slice(path.lastIndexOf('/') + 1) : path;

const remembered = new Notes<Dockerfile, Array<readonly Program[] | undefined>>();

/** What the commands of a RUN run, found once for all rules. */
export function programsOf(view: View, instruction: Instruction): readonly Program[] {
  let known = remembered.get(view.dockerfile);
  if (known === undefined) {
    known = slotsFor(view.dockerfile);
    remembered.set(view.dockerfile, known);
  }
  return (known[instruction.number] ??= present(view.commands(instruction).map(programOf)));
}

/** Mostly all of them: then the list stays as it is. */
const present = (programs: ReadonlyArray<Program | undefined>): readonly Program[] =>
  programs.every(isProgram) ? programs : programs.filter(isProgram);

const isProgram = (program: Program | undefined): program is Program => program !== undefined;

function programOf(command: ShellCommand): Program | undefined {
  let word = command.name;
  let at = 0;
  while (word !== undefined && wrappers.has(baseName(word.text))) {
    while (/^-|^\w+=/.test(command.words[at]?.text ?? '')) at += 1;
    word = command.words[at];
    at += 1;
  }
  if (word === undefined) return undefined;
  const words = at === 0 ? command.words : command.words.slice(at);
  return { name: baseName(word.text), word, words, verb: words.find(isNoOption), command };
}

const isNoOption = ({ text }: ShellWord): boolean => !text.startsWith('-');

const systemPackages: ReadonlySet<string> = new Set(['apt', 'apt-get', 'aptitude']);

export const isApt = ({ name }: Program): boolean => systemPackages.has(name);

/** What an install names, options and their values left out. */
export function packagesOf(program: Program): readonly ShellWord[] {
  return program.words.filter(
    (word, at) =>
      word !== program.verb &&
      !word.text.startsWith('-') &&
      !/^(?:-[oct]|--option|--target-release)$/.test(program.words[at - 1]?.text ?? ''),
  );
}

/** `pip install`, `pip3 install`, `python -m pip install`: the word `install`. */
export function pipInstall({ name, words }: Program): ShellWord | undefined {
  if (!name.startsWith('p')) return undefined;
  const isModule =
    /^python[\d.]*$/.test(name) &&
    words.some(({ text }, at) => text === '-m' && /^pip[\d.]*$/.test(words[at + 1]?.text ?? ''));
  if (!isModule && !/^pip[\d.]*$/.test(name)) return undefined;
  return words.find(({ text }) => text === 'install');
}
