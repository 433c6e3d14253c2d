import type { ShellCommand, ShellWord } from '../../shell/command';
import type { Instruction } from '../../syntax';
import type { View } from '../view';
import { Notes } from '../../text/notes';

/** A command of RUN that installs packages. */
export interface Install {
  readonly manager: 'pip' | 'conda' | 'system';
  readonly instruction: Instruction;
  readonly command: ShellCommand;
  /** What is asked for by name, with its version: `numpy==1.26`. */
  readonly packages: readonly ShellWord[];
  /** What `-r` names. */
  readonly requirements: readonly ShellWord[];
  /** Everything behind the name of the command. */
  readonly words: readonly ShellWord[];
}

type Source = Pick<View, 'named' | 'commands' | 'mentions' | 'dockerfile'>;

const remembered = new Notes<Source['dockerfile'], readonly Install[]>();

const installing = /install|apk/;

/** All of the file, found once for all rules. */
export function installsOf(source: Source): readonly Install[] {
  const known = remembered.get(source.dockerfile);
  if (known) return known;
  const installs: Install[] = [];
  for (const instruction of source.named('RUN')) {
    if (!source.mentions(instruction, installing)) continue;
    for (const command of source.commands(instruction)) {
      const manager = managerOf(command);
      if (manager) installs.push(read(manager, instruction, command));
    }
  }
  remembered.set(source.dockerfile, installs);
  return installs;
}

/** The name by which PyPI knows what a requirement asks for. */
export const packageName = (requirement: string): string =>
  (/^[A-Za-z0-9][\w.-]*/.exec(requirement)?.[0] ?? '').toLowerCase().replaceAll(/[-_.]+/g, '-');

const pip = /^pip[\d.]*$/;
const others: ReadonlyMap<string, Install['manager']> = new Map([
  ...['conda', 'mamba', 'micromamba'].map((name) => [name, 'conda'] as const),
  ...'apt apt-get aptitude yum dnf microdnf apk'.split(' ').map((name) => [name, 'system'] as const),
]);

const wrappers: ReadonlySet<string> = new Set(['env', 'exec', 'nice', 'nohup', 'sudo', 'time']);

/** `conda run -n x pip install`: what runs a program in an environment. */
const runners: ReadonlySet<string> = new Set(['conda', 'mamba', 'micromamba', 'pipenv', 'poetry']);

function managerOf({ name, words }: ShellCommand): Install['manager'] | undefined {
  if (!name) return undefined;
  let at = 0;
  let word = name.text;
  while (wrappers.has(word)) {
    do word = words[at++]?.text ?? '';
    while (word.startsWith('-') || (word.includes('=') && /^\w+=/.test(word)));
  }
  if (words[at]?.text === 'run' && runners.has(word)) {
    const behind = words.findIndex(({ text }, index) => index > at && pip.test(text));
    if (behind >= 0) [word, at] = [words[behind]?.text ?? '', behind + 1];
  }
  const program = word.includes('/') ? word.slice(word.lastIndexOf('/') + 1) : word;
  const first = words[at]?.text;
  const isModule = first === '-m' && /^python[\d.]*$/.test(program) && words[at + 1]?.text === 'pip';
  const isPip = isModule || pip.test(program) || (program === 'uv' && first === 'pip');
  const manager = isPip ? 'pip' : others.get(program);
  if (manager === undefined) return undefined;
  const installs = words.some(({ text }) => text === 'install' || (text === 'add' && program === 'apk'));
  return installs ? manager : undefined;
}

const none: readonly ShellWord[] = [];

/** Options that take the next word. */
const valued: ReadonlySet<string> = new Set(
  '-i --index-url --extra-index-url -f --find-links -c --constraint --channel -n --name -p --prefix -t --target --root --cache-dir --trusted-host --python-version --platform --no-binary --only-binary --progress-bar --timeout --default-timeout --retries --proxy --python -o --option --repo --enablerepo --disablerepo -e --editable --file --src --upgrade-strategy --global-option --config-settings --index'.split(
    ' ',
  ),
);

function read(manager: Install['manager'], instruction: Instruction, command: ShellCommand): Install {
  const { words } = command;
  let packages: ShellWord[] | undefined;
  let requirements: ShellWord[] | undefined;
  const verb = words.findIndex(({ text }) => text === 'install' || text === 'add');
  for (let at = verb + 1; at < words.length; at += 1) {
    const word = words[at];
    if (!word) continue;
    const { text } = word;
    if (text === '-r' || text === '--requirement' || text === '--requirements') {
      const file = words[(at += 1)];
      if (file) (requirements ??= []).push(file);
    } else if (valued.has(text)) at += 1;
    else if (text.startsWith('-')) continue;
    else if (packages === undefined) packages = [word];
    else packages.push(word);
  }
  return {
    manager,
    instruction,
    command,
    packages: packages ?? none,
    requirements: requirements ?? none,
    words,
  };
}
