// What the templates make, without a disk.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LoadedTemplate } from '../../../src/app/scaffold/loadTemplate';
import type { TemplateFolder } from '../../../src/core/scaffold/readTemplate';
import { readTemplate, templateFolders, templateName } from '../../../src/core/scaffold/readTemplate';
import type { ScaffoldFile } from '../../../src/core/scaffold/scaffoldFiles';
import { scaffoldFiles } from '../../../src/core/scaffold/scaffoldFiles';
import { settle } from '../../../src/core/scaffold/settle';
import type { Answers } from '../../../src/core/scaffold/template';

const folderOf = (name: TemplateFolder): string =>
  fileURLToPath(new URL(`../../../media/scaffold/${name}/`, import.meta.url));

const textIn = (name: TemplateFolder, from: string): string =>
  readFileSync(new URL(from, new URL(`../../../media/scaffold/${name}/`, import.meta.url)), 'utf8');

function read(name: TemplateFolder): LoadedTemplate {
  const template = readTemplate(textIn(name, templateName), templateName, 'eu-central-1');
  return { ...template, folder: folderOf(name) };
}

export const templates: Readonly<Record<TemplateFolder, LoadedTemplate>> = {
  own: read('own'),
  prebuilt: read('prebuilt'),
  extend: read('extend'),
};

export const scaffolded = (
  template: TemplateFolder,
  answers: Answers = {},
  name = 'iris',
): readonly ScaffoldFile[] =>
  scaffoldFiles(templates[template], { name, answers }, (from) => textIn(template, from));

export interface Case {
  readonly template: TemplateFolder;
  readonly answers: Answers;
}

/** Every combination of answers that the questions allow. */
export const everyCase: readonly Case[] = templateFolders.flatMap((template) =>
  combinations(template, {}).map((answers) => ({ template, answers })),
);

/** Answers one question after the other in every way that is left open. */
function combinations(template: TemplateFolder, chosen: Answers): readonly Answers[] {
  const { answers, open } = settle(templates[template], chosen);
  const next = open.find(({ name }) => !Object.hasOwn(chosen, name));
  if (!next) return [answers];
  // The regions differ by the address of the image alone.
  const options = next.options.slice(0, next.name === 'region' ? 1 : undefined);
  return options.flatMap(({ value }) => combinations(template, { ...chosen, [next.name]: value }));
}

export const wordsOf = ({ template, answers }: Case): string =>
  `${template}: ${Object.values(answers).join(', ')}`;
