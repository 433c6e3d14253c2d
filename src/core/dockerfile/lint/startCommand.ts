import { before, entrypointAt, environmentAt, shellAt } from '../build/build';
import { cleanPath } from '../build/path';
import type { Instruction } from '../syntax';
import type { Range } from '../text/range';
import { absoluteAt } from './plainBase';
import type { View } from './view';

/** The word that SageMaker puts behind the image: `docker run image train`. */
export type Mode = 'train' | 'serve';

/** One word of the command line that the container begins with. */
export interface StartWord {
  readonly text: string;
  /** `shell`: `/bin/sh -c`, put before a shell form by Docker. `mode`: the word that SageMaker adds. */
  readonly origin: 'entrypoint' | 'shell' | 'mode';
  /** Where it is written; undefined for what nobody wrote. */
  readonly place: Range | undefined;
}

/** What SageMaker runs: `docker run image train`, where CMD is replaced by the word. */
export interface StartCommand {
  readonly mode: Mode;
  /**
   * `exec`: ENTRYPOINT is a JSON array and gets the word as its last argument. `shell`: it is a shell form, and the
   * shell swallows the word. `path`: there is no ENTRYPOINT, so the word itself is looked up on PATH. `base`: the
   * image below may have an ENTRYPOINT that we cannot see; if it has none, the word is looked up on PATH.
   */
  readonly form: 'exec' | 'shell' | 'path' | 'base';
  readonly words: readonly StartWord[];
  readonly entrypoint: Instruction | undefined;
  /** Every word is known, and none stands before them. */
  readonly known: boolean;
}

/** The words of the process that SageMaker starts, and where each comes from. */
export function startCommand(view: View, mode: Mode): StartCommand {
  const entrypoint = entrypointAt(view.end);
  const added: StartWord = { text: mode, origin: 'mode', place: undefined };
  const given = entrypoint?.arguments;
  if (given?.kind === 'json' && given.words.length > 0) {
    const words = given.words.map((word): StartWord => {
      return { text: word.value, origin: 'entrypoint', place: word };
    });
    return { mode, form: 'exec', words: [...words, added], entrypoint, known: true };
  }
  if (entrypoint && given?.kind === 'shell') {
    const shell = shellAt(before(view.build, entrypoint)).map((text): StartWord => ({
      text,
      origin: 'shell',
      place: undefined,
    }));
    const body: StartWord = { text: given.body.raw, origin: 'entrypoint', place: given.body };
    return { mode, form: 'shell', words: [...shell, body, added], entrypoint, known: true };
  }
  // `ENTRYPOINT []` takes away what the base image has.
  const isBare = entrypoint !== undefined || view.end.stage?.fromScratch === true;
  return { mode, form: isBare ? 'path' : 'base', words: [added], entrypoint, known: isBare };
}

/** What is asked of an image in this role; nothing where SageMaker does not say `train` or `serve`. */
export function modesOf({ role }: View): readonly Mode[] {
  if (role.role === 'both') return ['train', 'serve'];
  return role.role === 'train' || role.role === 'serve' ? [role.role] : [];
}

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

/** An absolute path in the image; undefined when it depends on a folder that we do not know. */
export const absolutePath = (view: View, path: string): string | undefined =>
  absoluteAt(view, view.end, path);

const usualPath: readonly string[] = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
];

/** The folders of PATH: what ENV says, and what nearly every base image has. */
export function pathFolders(view: View): readonly string[] {
  const given = environmentAt(view.end).get('PATH');
  const own = (given?.value ?? '').split(':').filter((folder) => folder.startsWith('/'));
  const all = own.map((folder) => cleanPath(folder, true));
  return given?.known === true ? all : [...all, ...usualPath];
}
