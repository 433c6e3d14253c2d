import { copyWords } from '../../build/copy';
import type { ShellCommand } from '../../shell/command';
import type { Instruction, Word } from '../../syntax';
import { flagOf } from '../../syntax';
import type { FileFact } from '../evidence';
import { fileName, nameSign, telling, type RoleView, type Sign } from './sign';

/** The names of files that COPY, ADD and RUN speak of, and what the copied folders hold. */
export function fileSigns(view: RoleView): readonly Sign[] {
  const signs: Sign[] = [];
  const sources: Word[] = [];
  for (const instruction of view.namedInImage('RUN', 'COPY', 'ADD')) {
    if (instruction.name === 'RUN') {
      if (!view.mentions(instruction, places)) continue;
      for (const command of view.commands(instruction)) signs.push(...ofCommand(command));
    } else {
      if (mayTell(instruction)) signs.push(...ofCopy(view, instruction));
      if (view.evidence && !flagOf(instruction, 'from')) sources.push(...copyWords(instruction).sources);
    }
  }
  signs.push(...ofContext(view, sources));
  return signs;
}

/** A JSON string may be written otherwise than it reads. */
const mayTell = ({ arguments: given, line }: Instruction): boolean =>
  given.kind === 'json' || line.text.includes('/opt/ml/') || telling.test(line.text);

function* ofCopy(view: RoleView, instruction: Instruction): Generator<Sign> {
  const { sources, destination } = copyWords(instruction);
  const target = destination?.value ?? '';
  const isFolder = target.endsWith('/');
  const said = new Set<string>();
  for (const word of [...sources, ...(destination && !isFolder ? [destination] : [])]) {
    if (word.value.endsWith('/') || view.evidence?.files.get(word.value)?.kind === 'folder') continue;
    const sign = nameSign(word.value);
    // A file that keeps its name is one file.
    if (!sign || (word === destination && said.has(fileName(word.value)))) continue;
    said.add(fileName(word.value));
    yield { ...sign, source: 'file', subject: word.value, place: { start: word.start, end: word.end } };
  }
  if (!destination) return;
  const place = { start: destination.start, end: destination.end };
  if (target.startsWith('/opt/ml/processing'))
    yield { role: 'processing', weight: 3, source: 'file', isSageMaker: true, subject: target, place };
  if (/^\/opt\/ml\/model(?:\/|$)/.test(target))
    yield { role: 'serve', weight: 2, source: 'file', isSageMaker: true, subject: target, place };
  if (target.startsWith('/opt/ml/code'))
    yield { role: 'train', weight: 1, source: 'file', isSageMaker: true, subject: target, place };
}

/** What `ofCommand` looks for. */
const places = /\/opt\/ml\/(?:processing|models)|train|serve/;

const handling = /^(?:chmod|cp|ln|mv|sed|dos2unix)$/;

function* ofCommand({ name, words }: ShellCommand): Generator<Sign> {
  if (!name) return;
  const handles = handling.test(name.text);
  for (const { text, start, end } of words) {
    const place = { start, end };
    if (text.startsWith('/opt/ml/processing'))
      yield { role: 'processing', weight: 3, source: 'file', isSageMaker: true, subject: text, place };
    else if (text.startsWith('/opt/ml/models'))
      yield { role: 'serve', weight: 3, source: 'file', isSageMaker: true, subject: text, place };
    else if (handles && (fileName(text) === 'train' || fileName(text) === 'serve')) {
      const role = fileName(text) === 'train' ? 'train' : 'serve';
      yield { role, weight: 3, source: 'file', isSageMaker: true, subject: text, place };
    }
  }
}

/** What lies in the folders that are copied. */
function* ofContext({ evidence }: RoleView, sources: readonly Word[]): Generator<Sign> {
  if (!evidence || sources.length === 0) return;
  const folders = sources.map(({ value }) => value.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, ''));
  for (const [path, fact] of evidence.files) {
    if (fact.kind === 'folder') continue;
    const sign = nameSign(path) ?? routeSign(path, fact);
    if (!sign || !isCopied(path, folders) || evidence.isIgnored(path)) continue;
    const isProgram = sign.isSageMaker && isScript(fact);
    if (sign.isSageMaker && !isProgram) continue;
    yield {
      ...sign,
      weight: isProgram || (sign.role === 'serve' && answers(fact)) ? 4 : sign.weight,
      isSageMaker: sign.isSageMaker || answers(fact),
      source: 'file',
      subject: path,
      place: undefined,
    };
  }
}

/** Not deeper than two folders in what is copied: below that are tests and data. */
function isCopied(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => {
    if (path === folder) return true;
    const isRoot = folder === '' || folder === '.';
    if (!isRoot && !path.startsWith(`${folder}/`)) return false;
    const rest = isRoot ? path : path.slice(folder.length + 1);
    return rest.split('/').length <= 2;
  });
}

const isScript = ({ executable, text, bytes }: FileFact): boolean =>
  executable === true || text === undefined
    ? bytes > 0
    : text.startsWith('#!') || /^(?:import|from) /m.test(text);

/** Speaks of the route that SageMaker calls. */
const answers = ({ text }: FileFact): boolean => text?.includes('/invocations') ?? false;

const routeSign = (path: string, fact: FileFact): ReturnType<typeof nameSign> =>
  /\.(?:py|R|r|js|conf)$/.test(path) && answers(fact)
    ? { role: 'serve', weight: 4, isSageMaker: true }
    : undefined;
