import { before, expandAt, type Build, type Moment } from '../build/build';
import { copyWords } from '../build/copy';
import { cleanPath } from '../../paths';
import { flagOf, wordsOf, type Instruction } from '../syntax';

/** What a Dockerfile tells about the folder that it is built in. */
export interface ContextSources {
  /** Files and folders that COPY, ADD and mounts take from the context by name; of a pattern the folder before it. */
  readonly named: readonly string[];
  /** Names of files that it runs or reads, which lie in the context when all of it is copied. */
  readonly hinted: readonly string[];
}

export function contextSources(build: Build): ContextSources {
  const named = new Set<string>();
  const hinted = new Set<string>();
  for (const instruction of build.dockerfile.instructions) {
    for (const source of sourcesOf(build, instruction)) named.add(source);
    for (const name of hintsOf(instruction)) hinted.add(name);
  }
  return { named: [...named], hinted: [...hinted].filter((name) => !named.has(name)) };
}

function sourcesOf(build: Build, instruction: Instruction): readonly string[] {
  const at = before(build, instruction);
  switch (instruction.name) {
    case 'COPY':
    case 'ADD':
      if (flagOf(instruction, 'from')) return [];
      return copyWords(instruction).sources.flatMap(({ value }) => sourceOf(build, at, value));
    case 'RUN':
      return instruction.flags.flatMap(({ name, value }) =>
        name === 'mount' && value !== undefined ? mountSource(build, at, value) : [],
      );
    default:
      return [];
  }
}

/** What a word of COPY or ADD takes from the context, empty for all of it; undefined for URLs and what is not known. */
export function contextPath(build: Build, at: Moment, written: string): string | undefined {
  const { value, known } = expandAt(build, at, written);
  if (!known || value === '' || /^(?:[a-z][a-z\d+.-]*:\/\/|git@)/i.test(value)) return undefined;
  // The context is the root: `../x` is `x`.
  return cleanPath(`/${value}`, true).replace(/^\//, '');
}

function sourceOf(build: Build, at: Moment, written: string): readonly string[] {
  const path = contextPath(build, at, written);
  if (path === undefined) return [];
  const wildcard = path.search(/[*?[\\]/);
  const certain = wildcard < 0 ? path : path.slice(0, Math.max(0, path.lastIndexOf('/', wildcard)));
  return certain === '' ? [] : [certain];
}

function mountSource(build: Build, at: Moment, mount: string): readonly string[] {
  const fields = new Map(
    mount.split(',').map((field) => [field.split('=')[0] ?? '', field.replace(/^[^=]*=?/, '')]),
  );
  if ((fields.get('type') ?? 'bind') !== 'bind' || fields.has('from')) return [];
  const source = fields.get('source') ?? fields.get('src');
  return source === undefined ? [] : sourceOf(build, at, source);
}

const scriptName = /^(?:train|serve|[\w.-]+\.(?:py|sh|R|r|js))$/;

function hintsOf(instruction: Instruction): readonly string[] {
  const { arguments: given, name } = instruction;
  if (name === 'RUN') {
    const text = given.kind === 'shell' ? given.body.raw : '';
    return [...text.matchAll(/(?:-r|--requirement)[\s=]+([\w.-]+\.txt)\b/g)].map(([, file = '']) => file);
  }
  if (name !== 'ENTRYPOINT' && name !== 'CMD') return [];
  const words =
    given.kind === 'shell' ? given.body.raw.split(/\s+/) : wordsOf(instruction).map(({ value }) => value);
  return words.map((word) => word.slice(word.lastIndexOf('/') + 1)).filter((word) => scriptName.test(word));
}
