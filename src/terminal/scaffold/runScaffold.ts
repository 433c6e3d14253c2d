import * as l10n from '@vscode/l10n';
import { scaffoldContainer } from '../../app/scaffold/scaffoldContainer';
import { joinPath, resolvePath } from '../../core/paths';
import type { LocalWorld } from '../../core/ports';
import { Problem } from '../../core/problem';
import type { Answers } from '../../core/scaffold/answers';
import { defaults, questionNames, questions } from '../../core/scaffold/questions';
import { readAnswers } from '../../core/scaffold/readAnswers';
import type { Terminal } from '../commandLine';
import type { AskedScaffold } from './scaffoldCommand';

/** Bytes; answers are a few words. */
const largestAnswers = 64 * 1024;

export async function runScaffold(
  world: LocalWorld,
  { name, answers: file, existing, media }: AskedScaffold & { readonly media: string },
  { out, signal }: Terminal,
): Promise<number> {
  const here = process.cwd().replaceAll('\\', '/');
  const answers = file === undefined ? defaults : await answersIn(world, resolvePath(here, file), signal);
  const scaffold = { folder: joinPath(here, name), templates: joinPath(media, 'scaffold'), name, answers };
  const decide = async (paths: readonly string[]): Promise<'skip' | 'overwrite'> => {
    if (existing !== undefined) return existing;
    const message = l10n.t(
      'Nothing was written: {0} would change. Say --existing skip or --existing overwrite.',
      paths.map((path) => `${name}/${path}`).join(', '),
    );
    throw new Problem('file-unwritable', message);
  };
  const done = await scaffoldContainer(world, scaffold, decide, signal);
  done?.written.forEach((path) => out(`${name}/${path}`));
  done?.kept.forEach((path) => out(l10n.t('{0} (kept)', `${name}/${path}`)));
  return 0;
}

async function answersIn({ files }: LocalWorld, path: string, signal: AbortSignal): Promise<Answers> {
  const text = await files.read(path, largestAnswers, signal);
  if (text === undefined) throw new Problem('file-unreadable', l10n.t('{0} cannot be read.', path));
  return readAnswers(text);
}

export function listQuestions({ out }: Terminal): number {
  const blocks = questionNames.map((name) => {
    const { text, options } = questions[name];
    const width = Math.max(...options.map(({ value }) => value.length));
    const lines = options.map(({ value, detail }) => `  ${value.padEnd(width)}  ${detail}`);
    return [`${name}: ${text}`, ...lines].join('\n');
  });
  out([...blocks, l10n.t('The first of each is the default.')].join('\n\n'));
  return 0;
}
