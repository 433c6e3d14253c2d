import * as l10n from '@vscode/l10n';
import { accountOf, regions } from '../prebuilt/accounts';
import { Problem } from '../problem';
import { parseDocument } from '../userFile/document';
import type { JsonValue } from '../json';
import { readShape } from '../userFile/shape/readShape';
import { at, flagAt, isList, isObject, isText, mapValues, textAt } from '../json';
import type { Condition, Option, Part, Question, Template, TemplateFile, Value, When } from './template';
import { templateFields } from './templateFields';

/** A template is a folder with this file and the texts that it names. */
export const templateName = 'longshore-template.json';

/** Our own, in `media/scaffold`; the first is the default. */
export const templateFolders = ['own', 'prebuilt', 'extend'] as const;
export type TemplateFolder = (typeof templateFolders)[number];

/** `region` is the user's. Throws a Problem that names the place. */
export function readTemplate(text: string, path: string, region: string): Template {
  const { root, findings } = parseDocument(text);
  const found = [...findings];
  const value = root && readShape(root, { kind: 'record', fields: templateFields }, found);
  const [first] = found.filter(({ severity }) => severity === 'error' || severity === 'warning');
  if (first || !value) {
    const line = text.slice(0, first?.start ?? 0).split('\n').length;
    const message = first?.message ?? l10n.t('A template is an object: { "title": "…", "files": [ … ] }.');
    throw new Problem('bad-template', `${path}:${line}: ${message}`);
  }
  const template = makeTemplate(value, region);
  const mistake = mistakeOf(template);
  if (mistake !== undefined) throw new Problem('bad-template', `${path}: ${mistake}`);
  return template;
}

const makeTemplate = (value: JsonValue, region: string): Template => ({
  title: translated(value, 'title'),
  detail: translated(value, 'detail'),
  questions: itemsAt(value, 'questions').map((each) => makeQuestion(each, region)),
  values: itemsAt(value, 'values').map(makeValue),
  files: itemsAt(value, 'files').map(makeFile),
});

const makeQuestion = (value: JsonValue, region: string): Question => ({
  name: textAt(value, 'name') ?? '',
  text: translated(value, 'text'),
  options: isText(at(value, 'options')) ? regionOptions(region) : itemsAt(value, 'options').map(makeOption),
  asksRegion: isText(at(value, 'options')),
  when: makeWhen(at(value, 'when')),
});

const makeOption = (value: JsonValue): Option => ({
  value: textAt(value, 'value') ?? '',
  label: translated(value, 'label') || (textAt(value, 'value') ?? ''),
  detail: translated(value, 'detail'),
  when: makeWhen(at(value, 'when')),
});

/** Where the Deep Learning Containers are, the user's region first. */
function regionOptions(region: string): readonly Option[] {
  const known = [...regions()].filter((each) => accountOf('pytorch-training', each) !== undefined).toSorted();
  const [first] = known.includes(region) ? [region] : ['us-east-1'];
  return [first, ...known.filter((each) => each !== first)].flatMap((each) =>
    each === undefined ? [] : [{ value: each, label: each, detail: '', when: undefined }],
  );
}

const makeValue = (value: JsonValue): Value => ({
  name: textAt(value, 'name') ?? '',
  when: makeWhen(at(value, 'when')),
  text: textAt(value, 'text'),
  image: textAt(value, 'image'),
});

function makeFile(value: JsonValue): TemplateFile {
  const from = at(value, 'from');
  return {
    path: textAt(value, 'path') ?? '',
    parts: isText(from) ? [{ from, when: undefined }] : itemsAt(value, 'from').map(makePart),
    executable: flagAt(value, 'executable') ?? false,
    when: makeWhen(at(value, 'when')),
  };
}

const makePart = (value: JsonValue): Part =>
  isText(value)
    ? { from: value, when: undefined }
    : { from: textAt(value, 'from') ?? '', when: makeWhen(at(value, 'when')) };

function makeWhen(value: JsonValue | undefined): When {
  if (value === undefined) return undefined;
  return (isList(value) ? value : [value]).map(makeCondition);
}

const makeCondition = (value: JsonValue): Condition =>
  mapValues(isObject(value) ? value : {}, (allowed) =>
    isList(allowed) ? allowed.filter(isText) : isText(allowed) ? [allowed] : [],
  );

/** Our own templates are translated like any other text of ours; other texts stay as they are. */
function translated(value: JsonValue, key: string): string {
  const text = textAt(value, key) ?? '';
  return text === '' ? '' : l10n.t(text);
}

function itemsAt(value: JsonValue, key: string): readonly JsonValue[] {
  const items = at(value, key);
  return isList(items) ? items : [];
}

/** What no schema can say: conditions name questions that come before, and answers that they have. */
function mistakeOf({ questions, values, files }: Template): string | undefined {
  const known = new Map<string, ReadonlySet<string>>();
  for (const { name, when, options } of questions) {
    if (known.has(name)) return l10n.t('There are two questions {0}.', name);
    const mistake = [when, ...options.map((option) => option.when)].map((each) => unknownIn(each, known));
    const first = mistake.find((each) => each !== undefined);
    if (first !== undefined) return first;
    known.set(name, new Set(options.map(({ value }) => value)));
  }
  const conditions = [...values, ...files, ...files.flatMap(({ parts }) => parts)].map(({ when }) => when);
  const unknown = conditions.map((each) => unknownIn(each, known)).find((each) => each !== undefined);
  if (unknown !== undefined) return unknown;
  const outside = files.find(({ path }) => /^[/\\]|^\w:|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(path));
  return outside && l10n.t('{0} leads out of the folder of the container.', outside.path);
}

function unknownIn(when: When, known: ReadonlyMap<string, ReadonlySet<string>>): string | undefined {
  for (const [name, allowed] of (when ?? []).flatMap(Object.entries<readonly string[]>)) {
    const options = known.get(name);
    if (!options) return l10n.t('A condition names {0}, which is no question that comes before it.', name);
    const other = allowed.find((each) => !options.has(each));
    if (other !== undefined) return l10n.t('A condition names {0}, which {1} does not offer.', other, name);
  }
  return undefined;
}
