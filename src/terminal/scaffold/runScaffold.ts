import * as l10n from '@vscode/l10n';
import type { LoadedTemplate } from '../../app/scaffold/loadTemplate';
import { loadTemplate, readText } from '../../app/scaffold/loadTemplate';
import { scaffoldContainer } from '../../app/scaffold/scaffoldContainer';
import { joinPath, resolvePath } from '../../core/paths';
import type { LocalWorld } from '../../core/ports';
import { userRegion } from '../../core/prebuilt/userRegion';
import { Problem } from '../../core/problem';
import { readAnswers } from '../../core/scaffold/readAnswers';
import { templateFolders } from '../../core/scaffold/readTemplate';
import type { ScaffoldFile } from '../../core/scaffold/scaffoldFiles';
import type { Question } from '../../core/scaffold/template';
import type { Terminal } from '../commandLine';
import type { AskedScaffold } from './scaffoldCommand';

export interface TemplateSource {
  /** Where our own texts are. */
  readonly media: string;
  /** The name of one of ours, or a folder. */
  readonly template?: string;
}

const here = (): string => process.cwd().replaceAll('\\', '/');

export async function runScaffold(
  world: LocalWorld,
  { name, answers: file, existing, ...from }: AskedScaffold & TemplateSource,
  { out, signal }: Terminal,
): Promise<number> {
  const template = await load(world, from, signal);
  const text = file === undefined ? '{}' : await readText(world.files, resolvePath(here(), file), signal);
  const answers = readAnswers(text, template);
  const scaffold = { folder: joinPath(here(), name), template, name, answers };
  const decide = async (inTheWay: readonly ScaffoldFile[]): Promise<readonly string[]> => {
    const paths = inTheWay.map(({ path }) => path);
    if (existing !== undefined) return existing === 'skip' ? [] : paths;
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

async function load(
  { files }: LocalWorld,
  { media, template = templateFolders[0] }: TemplateSource,
  signal: AbortSignal,
): Promise<LoadedTemplate> {
  const isOurs = templateFolders.some((each) => each === template);
  const folder = isOurs ? joinPath(media, `scaffold/${template}`) : resolvePath(here(), template);
  return loadTemplate(files, folder, userRegion(process.env), signal);
}

/** Our templates, when none was named, and the questions of the one. */
export async function listQuestions(
  world: LocalWorld,
  from: TemplateSource,
  { out, signal }: Terminal,
): Promise<number> {
  const { title, questions } = await load(world, from, signal);
  const ours = from.template === undefined ? [described(await listTemplates(world, from, signal))] : [];
  const last = l10n.t('The first of each is the default; what earlier answers rule out is not asked.');
  out([...ours, title, ...questions.map(described), last].join('\n\n'));
  return 0;
}

async function listTemplates(world: LocalWorld, from: TemplateSource, signal: AbortSignal): Promise<Asked> {
  const options = templateFolders.map(async (value) => {
    const { title, detail } = await load(world, { ...from, template: value }, signal);
    return { value, detail: `${title}. ${detail}` };
  });
  return {
    name: '--template',
    text: l10n.t('Which way to a container?'),
    options: await Promise.all(options),
  };
}

interface Asked extends Pick<Question, 'name' | 'text'> {
  readonly options: ReadonlyArray<{ readonly value: string; readonly detail: string }>;
}

function described({ name, text, options }: Asked): string {
  const width = Math.max(...options.map(({ value }) => value.length));
  const lines = options.map(({ value, detail }) => `  ${value.padEnd(width)}  ${detail}`.trimEnd());
  return [`${name}: ${text}`, ...lines].join('\n');
}
