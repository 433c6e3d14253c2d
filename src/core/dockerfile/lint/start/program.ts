// What a command line runs: its program, and the file that an interpreter reads.

/** The program that a command line comes down to, past `env`, `conda run` and an init. */
export interface Program {
  /** Number of its word. */
  readonly at: number;
  readonly name: string;
}

const inits = /(?:^|\/)(?:tini|tini-static|dumb-init|catatonit)$/;

export const isInit = (program: string): boolean => inits.test(program);

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The options of tini and dumb-init that take a value of their own. */
const initValues = /^(?:-p|-e|-r|--rewrite)$/;

const condas = /(?:^|\/)(?:conda|mamba|micromamba)$/;

const condaValues = /^(?:-n|--name|-p|--prefix|--cwd)$/;

export function programOf(words: readonly string[]): Program | undefined {
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? '';
    if (isInit(word)) at = skipInit(words, at + 1);
    else if (baseName(word) === 'env') at = skipEnvironment(words, at + 1);
    else if (condas.test(word) && words[at + 1] === 'run') at = skipConda(words, at + 2);
    else return { at, name: baseName(word) };
  }
  return undefined;
}

/** The number of the first word behind an init and its options. */
export function skipInit(words: readonly string[], from: number): number {
  let at = from;
  while (words[at]?.startsWith('-') === true) {
    if (words[at] === '--') return at + 1;
    at += initValues.test(words[at] ?? '') ? 2 : 1;
  }
  return at;
}

function skipConda(words: readonly string[], from: number): number {
  let at = from;
  while (words[at]?.startsWith('-') === true) at += condaValues.test(words[at] ?? '') ? 2 : 1;
  return at;
}

function skipEnvironment(words: readonly string[], from: number): number {
  let at = from;
  while (/^-|^\w+=/.test(words[at] ?? '')) at += words[at] === '-u' ? 2 : 1;
  return at;
}

const interpreters = /^(?:python[\d.]*|pypy3?|sh|bash|dash|ash|ksh|zsh|Rscript|perl|ruby|node|julia)$/;

/** A file that an exec form runs. */
export interface Script {
  /** As it is written. */
  readonly text: string;
  /** Number of its word. */
  readonly at: number;
  /** `python`, when that reads the file; undefined when the kernel runs it, and needs its exec bit and `#!`. */
  readonly interpreter: string | undefined;
}

/** Options of python that take the next word. */
const pythonValues = /^-[WX]$/;

/** The file that these words run. Undefined for `python -m`, `bash -c` and the like. */
export function scriptOf(words: readonly string[]): Script | undefined {
  const program = programOf(words);
  if (program === undefined) return undefined;
  const text = words[program.at] ?? '';
  if (!interpreters.test(program.name)) return { text, at: program.at, interpreter: undefined };
  for (let at = program.at + 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) return { text: word, at, interpreter: program.name };
    if (takesOver(program.name, word)) return undefined;
    if (program.name.startsWith('python') && pythonValues.test(word)) at += 1;
    if (program.name.endsWith('sh') && /^-[a-z]*o$/.test(word)) at += 1;
  }
  return undefined;
}

/** `python -m module`, `bash -c script`: no file. `bash -m` is another matter. */
const takesOver = (interpreter: string, option: string): boolean =>
  /^(?:python|pypy)/.test(interpreter)
    ? /^-[A-Za-z]*[mc]$/.test(option)
    : interpreter.endsWith('sh')
      ? /^-[a-z]*[cs]$/.test(option)
      : /^(?:-e|-E|--eval|-p|-r|--require)$/.test(option);
