import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { formatSize } from '../../core/format';
import { bare, contentTypes } from '../../core/invoke/contentType';
import { csvRecords, hasHeader } from '../../core/invoke/csvRows';
import type { InvokeRequest } from '../../core/invoke/invoker';
import { sourceInWords } from '../../core/invoke/pastInvocation';
import type { InvokeTarget } from '../../core/invoke/target';
import type { Payload } from './payload';

/** What is sent beside the payload. */
export type RequestOptions = Omit<InvokeRequest, 'body'>;

export interface Asked {
  readonly options: RequestOptions;
  /** The rows, when each is a request of its own. */
  readonly records: readonly string[] | undefined;
}

type Step = 'send' | 'rows' | OptionName;
type OptionName =
  'contentType' | 'accept' | 'targetVariant' | 'targetModel' | 'customAttributes' | 'inferenceId';

interface StepItem extends vscode.QuickPickItem {
  readonly step: Step;
}

/** Enter sends; everything else can be changed first. */
export async function askRequest(
  target: InvokeTarget,
  payload: Payload,
  given: RequestOptions,
): Promise<Asked | undefined> {
  let options = given;
  for (;;) {
    const item = await vscode.window.showQuickPick(steps(target, payload, options), {
      title: l10n.t('Invoke {0}', target.name),
      placeHolder: l10n.t('Press Enter to send it, or change how it is sent.'),
      ignoreFocusOut: true,
    });
    if (!item) return undefined;
    if (item.step === 'send') return { options, records: undefined };
    if (item.step === 'rows') {
      const records = await askRecords(payload);
      if (records) return { options, records };
      continue;
    }
    options = await change(target, options, item.step);
  }
}

function steps(target: InvokeTarget, payload: Payload, options: RequestOptions): readonly StepItem[] {
  const isAsync = target.mode === 'async';
  const { source, body } = payload;
  const what = source.kind === 'object' ? source.uri : formatSize(body.length);
  const step = (name: OptionName, label: string): StepItem => ({
    label,
    description: options[name] ?? '',
    step: name,
  });
  const canSplit = bare(options.contentType) === 'text/csv' && !isAsync && source.kind !== 'object';
  return [
    {
      label: `$(play) ${l10n.t('Send')}`,
      description: l10n.t('{0} as {1}, from {2}', what, options.contentType, sourceInWords(source)),
      step: 'send',
    },
    ...(canSplit
      ? [
          {
            label: `$(list-ordered) ${l10n.t('Send as a Table, Row by Row')}`,
            description: l10n.t('each row one request'),
            step: 'rows' as const,
          },
        ]
      : []),
    step('contentType', `$(symbol-file) ${l10n.t('Content Type')}`),
    step('accept', `$(reply) ${l10n.t('Accepted Answer')}`),
    ...(target.variants.length > 1 && !isAsync
      ? [step('targetVariant', `$(circuit-board) ${l10n.t('Target Variant')}`)]
      : []),
    ...(isAsync || target.mode === 'serverless'
      ? []
      : [step('targetModel', `$(symbol-misc) ${l10n.t('Target Model')}`)]),
    step('customAttributes', `$(tag) ${l10n.t('Custom Attributes')}`),
    step('inferenceId', `$(key) ${l10n.t('Inference ID')}`),
  ];
}

async function change(
  target: InvokeTarget,
  options: RequestOptions,
  name: OptionName,
): Promise<RequestOptions> {
  const value = await askOption(target, options, name);
  if (value === undefined) return options;
  const { [name]: _, ...others } = options;
  if (name === 'contentType') return value === '' ? options : { ...options, contentType: value };
  return { contentType: options.contentType, ...others, ...(value === '' ? {} : { [name]: value }) };
}

/** Nothing when it stays; empty when it is taken away. */
async function askOption(
  { variants }: InvokeTarget,
  options: RequestOptions,
  name: OptionName,
): Promise<string | undefined> {
  switch (name) {
    case 'contentType':
      return pickType(l10n.t('Content Type'), contentTypes, options.contentType);
    case 'accept':
      return pickType(l10n.t('Accepted Answer'), ['', ...contentTypes], options.accept);
    case 'targetVariant':
      return pickVariant(variants);
    case 'targetModel':
      return typed(
        options[name],
        l10n.t('Target Model'),
        l10n.t(
          'Its archive below the prefix of the models, as team/iris.tar.gz. Only for an endpoint of many models.',
        ),
        1024,
      );
    case 'customAttributes':
      return typed(
        options[name],
        l10n.t('Custom Attributes'),
        l10n.t('Handed to the container as they are. They are not kept in the history.'),
        1024,
      );
    case 'inferenceId':
      return typed(
        options[name],
        l10n.t('Inference ID'),
        l10n.t('Comes back with what is captured of this request.'),
        64,
      );
  }
}

async function pickType(
  title: string,
  types: readonly string[],
  current: string | undefined,
): Promise<string | undefined> {
  const items = types.map((type) => ({
    label: type === '' ? l10n.t('Whatever the container likes') : type,
    description: type === (current ?? '') ? '✓' : '',
    type,
  }));
  const other = { label: l10n.t('Another…'), description: '', type: undefined };
  const item = await vscode.window.showQuickPick([...items, other], { title, ignoreFocusOut: true });
  if (!item || item.type !== undefined) return item?.type;
  return vscode.window.showInputBox({
    ignoreFocusOut: true,
    title,
    ...(current === undefined ? {} : { value: current }),
    validateInput: (text) =>
      /^[\w.+-]+\/[\w.+*-]+(?:\s*;.*)?$/.test(text) ? undefined : l10n.t('A type as application/json.'),
  });
}

async function pickVariant(variants: readonly string[]): Promise<string | undefined> {
  const items = [
    { label: l10n.t('By the weights'), variant: '' },
    ...variants.map((variant) => ({ label: variant, variant })),
  ];
  const item = await vscode.window.showQuickPick(items, {
    title: l10n.t('Target Variant'),
    ignoreFocusOut: true,
  });
  return item?.variant;
}

const typed = async (
  current: string | undefined,
  title: string,
  prompt: string,
  longest: number,
): Promise<string | undefined> =>
  vscode.window.showInputBox({
    ignoreFocusOut: true,
    title,
    prompt,
    value: current ?? '',
    validateInput: (text) =>
      text.length > longest || /[^\u0020-\u007E]/.test(text)
        ? l10n.t('At most {0} characters of ASCII.', longest)
        : undefined,
  });

/** Many requests are sent at once only when somebody says so. */
const many = 100;

async function askRecords({ body }: Payload): Promise<readonly string[] | undefined> {
  const all = csvRecords(new TextDecoder().decode(body));
  const [head = '', ...rest] = all;
  const records = hasHeader(all) ? await askHeader(head, rest, all) : all;
  if (!records || records.length <= many) return records;
  const send = l10n.t('Send {0} Requests', records.length);
  const answer = await vscode.window.showWarningMessage(
    l10n.t('Each of {0} rows becomes a request.', records.length),
    { modal: true },
    send,
  );
  return answer === send ? records : undefined;
}

async function askHeader(
  head: string,
  rest: readonly string[],
  all: readonly string[],
): Promise<readonly string[] | undefined> {
  const items = [
    { label: l10n.t('Names of Columns, Not Sent'), detail: head, records: rest },
    { label: l10n.t('A Row Like the Others'), detail: head, records: all },
  ];
  const item = await vscode.window.showQuickPick(items, {
    title: l10n.t('What is the first line?'),
    ignoreFocusOut: true,
  });
  return item?.records;
}
