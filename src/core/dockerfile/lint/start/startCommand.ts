import { before, entrypointAt, environmentAt, shellAt } from '../../build/build';
import { cleanPath } from '../../../paths';
import type { Instruction } from '../../syntax';
import type { Range } from '../../text/range';
import { absoluteAt } from './plainBase';
import type { View } from '../view';

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
