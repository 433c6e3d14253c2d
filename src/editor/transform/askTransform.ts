import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { TransformWords } from '../../core/transform/readTransformOptions';
import { transformForm, wrongChoice, type FormField } from '../../core/transform/transformForm';
import type { Services } from '../services';
import { pathOf } from '../userFiles/documents';

export type Words = Readonly<Record<string, string | undefined>>;

interface FieldItem extends vscode.QuickPickItem {
  readonly field: FormField | undefined;
}

export interface TransformQuestion {
  readonly title: string;
  /** What starts the work, as the first line says it. */
  readonly start: string;
  /** Places are folders here, or addresses in S3. */
  readonly places: 'local' | 's3';
  /** What was chosen last is kept under this. */
  readonly memory: string;
}

/** Shows all that can be chosen, as it is, until somebody starts. Nothing when they leave. */
export async function askTransform(
  { memory }: Services,
  question: TransformQuestion,
): Promise<Words | undefined> {
  let words: Words = memory.get(question.memory) ?? {};
  for (;;) {
    const wrong = wrongChoice(optionsOf(words)) ?? missing(words);
    const chosen = await vscode.window.showQuickPick(itemsOf(words, question, wrong), {
      title: question.title,
      placeHolder: wrong ?? l10n.t('Change what is not right, or start.'),
    });
    if (!chosen) return undefined;
    if (!chosen.field) {
      if (wrong === undefined) return words;
      words = (await change(firstMissing(words), words, question)) ?? words;
    } else words = (await change(chosen.field, words, question)) ?? words;
    await memory.update(question.memory, words);
  }
}

/** What the command line calls options; the rest is places. */
export function optionsOf(words: Words): TransformWords {
  const { input: _, output: __, ...options } = words;
  return options;
}

function itemsOf(
  words: Words,
  { start }: TransformQuestion,
  wrong: string | undefined,
): readonly FieldItem[] {
  const fields = transformForm().map((field): FieldItem => {
    const value = words[field.name];
    return { label: field.label, description: value ?? `(${field.usual})`, field };
  });
  const first: FieldItem = {
    label: `$(play) ${start}`,
    ...(wrong === undefined ? {} : { detail: wrong }),
    field: undefined,
  };
  return [first, ...fields];
}

const missing = ({ input, output }: Words): string | undefined =>
  input === undefined || output === undefined ? l10n.t('Choose the input and the output.') : undefined;

const firstMissing = (words: Words): FormField | undefined =>
  transformForm().find(
    ({ kind, name }) => (kind === 'input' || kind === 'output') && words[name] === undefined,
  );

async function change(
  field: FormField | undefined,
  words: Words,
  question: TransformQuestion,
): Promise<Words | undefined> {
  if (!field) return undefined;
  const value = await valueFor(field, words, question);
  if (value === undefined) return undefined;
  const { [field.name]: _, ...others } = words;
  return value === '' ? others : { ...others, [field.name]: value };
}

/** Nothing when it stays as it is, an empty text for what is usual. */
async function valueFor(
  field: FormField,
  words: Words,
  { places }: TransformQuestion,
): Promise<string | undefined> {
  const title = field.label;
  if (field.kind === 'choice') {
    const usual: vscode.QuickPickItem = { label: l10n.t('Usual'), description: field.usual };
    const items = [usual, ...field.choices.map((label) => ({ label }))];
    const chosen = await vscode.window.showQuickPick(items, { title });
    return chosen === usual ? '' : chosen?.label;
  }
  if (field.kind !== 'text' && places === 'local') {
    const [uri] =
      (await vscode.window.showOpenDialog({
        title,
        canSelectFolders: true,
        canSelectFiles: field.kind === 'input',
        openLabel: l10n.t('Choose'),
      })) ?? [];
    return uri && pathOf(uri);
  }
  return vscode.window.showInputBox({
    title,
    value: words[field.name] ?? '',
    prompt: field.kind === 'text' ? l10n.t('Nothing: {0}', field.usual) : 's3://bucket/prefix',
    validateInput: (text) => {
      if (field.kind !== 'text') return /^s3:\/\/[^/]+/.test(text) ? undefined : 's3://bucket/prefix';
      return text === '' ? undefined : wrongChoice({ ...alone(field, words), [field.name]: text });
    },
  });
}

/** With what it needs to be judged; what else is wrong is said elsewhere. */
const alone = ({ name }: FormField, words: Words): TransformWords =>
  name.endsWith('filter') ? { 'content-type': words['content-type'] } : {};
