import type { ShellCommand, ShellWord } from '../../../../shell/command';

export interface Filled {
  readonly word: ShellWord;
  readonly by: 'command' | 'mkdir';
}

type Find = (words: readonly ShellWord[]) => ReadonlyArray<ShellWord | undefined>;

const plain = (words: readonly ShellWord[]): readonly ShellWord[] =>
  words.filter(({ text }) => !text.startsWith('-'));

const last: Find = (words) => [plain(words).length > 1 ? plain(words).at(-1) : undefined];

const after =
  (...options: readonly string[]): Find =>
  (words) =>
    words.flatMap((word, at) => (options.includes(word.text) ? [words[at + 1]] : []));

/** `git clone URL PLACE`, `aws s3 cp FROM PLACE`. */
const lastOf =
  (...verbs: readonly string[]): Find =>
  (words) =>
    verbs.every((verb, at) => plain(words)[at]?.text === verb) && plain(words).length > verbs.length + 1
      ? last(words)
      : [];

const finders: ReadonlyMap<string, Find> = new Map<string, Find>([
  ['aws', (words) => [...lastOf('s3', 'cp')(words), ...lastOf('s3', 'sync')(words)]],
  ['cp', last],
  ['curl', after('-o', '--output', '--output-dir')],
  ['git', lastOf('clone')],
  ['hf', after('--local-dir')],
  ['huggingface-cli', after('--local-dir')],
  ['install', last],
  ['mv', last],
  ['rsync', last],
  ['tar', after('-C', '--directory')],
  ['tee', plain],
  ['unzip', after('-d')],
  ['wget', after('-O', '--output-document', '-P', '--directory-prefix')],
]);

const folders: ReadonlySet<string> = new Set(['mkdir', 'touch']);

/** The absolute paths that a shell command fills or makes, where they are written out. */
export function filledBy({ name, words, redirects }: ShellCommand): readonly Filled[] {
  const written = redirects.flatMap(({ operator, target }) =>
    /^(?:>>?|>\||&>>?)$/.test(operator) ? [target] : [],
  );
  const program = name?.text.slice(name.text.lastIndexOf('/') + 1) ?? '';
  const isMaking = folders.has(program) || (program === 'install' && words.some(({ text }) => text === '-d'));
  const found = isMaking ? [] : (finders.get(program)?.(words) ?? []);
  return [
    ...certain([...found, ...written]).map((word) => ({ word, by: 'command' as const })),
    ...certain(isMaking ? plain(words) : []).map((word) => ({ word, by: 'mkdir' as const })),
  ];
}

const certain = (words: ReadonlyArray<ShellWord | undefined>): readonly ShellWord[] =>
  words.filter(
    (word): word is ShellWord => word?.literal === true && !word.isPattern && word.text.startsWith('/'),
  );
