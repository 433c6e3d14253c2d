import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { invokeRows } from '../../app/invoke/invokeRows';
import { bodyOf } from '../../core/invoke/answerBody';
import { answerPage, type Invocation } from '../../core/invoke/answerPage';
import { endingOf } from '../../core/invoke/contentType';
import type { Answer } from '../../core/invoke/invoker';
import type { PastInvocation, PastOutcome } from '../../core/invoke/pastInvocation';
import { outcomeOf, sourceInWords } from '../../core/invoke/pastInvocation';
import { judgePayload } from '../../core/invoke/payloadLimit';
import { rowsCsv, rowsPage, rowTotals } from '../../core/invoke/rowResults';
import type { InvokeTarget } from '../../core/invoke/target';
import { Problem } from '../../core/problem';
import { requireTrust } from '../requireTrust';
import type { Services } from '../services';
import type { Answers } from './answers';
import { askRequest, type Asked, type RequestOptions } from './askRequest';
import type { Invocations } from './invocations';
import { choosePayload, readSource, type Payload } from './payload';

export interface InvokeParts {
  readonly services: Services;
  readonly past: Invocations;
  readonly answers: Answers;
}

interface Prepared extends Asked {
  readonly payload: Payload;
}

/** Asks what to send and how, sends it, and shows what came back. */
export async function invokeTarget(parts: InvokeParts, target: InvokeTarget): Promise<void> {
  requireSending();
  const title = l10n.t('Invoke {0}', target.name);
  const isAsync = target.mode === 'async';
  const chosen = await choosePayload(title, { isAsync, past: parts.past.of(target.key) });
  if (!chosen) return;
  if (chosen.kind === 'again') return sendAgain(parts, target, chosen.past);
  const { payload } = chosen;
  const asked = await askRequest(target, payload, { contentType: payload.contentType });
  if (asked) await send(parts, target, { ...asked, payload });
}

/** What was sent last, as it is now. */
export async function invokeAgain(parts: InvokeParts, target: InvokeTarget): Promise<void> {
  requireSending();
  const [latest] = parts.past.of(target.key);
  if (latest) return sendAgain(parts, target, latest);
  return invokeTarget(parts, target);
}

const requireSending = (): void =>
  requireTrust(l10n.t('Endpoints are invoked with your rights: that needs a workspace that you trust.'));

/** At once, unless it had attributes, which are not kept, or rows, which are asked about. */
async function sendAgain(parts: InvokeParts, target: InvokeTarget, past: PastInvocation): Promise<void> {
  const payload = await readSource(past.source);
  const options = optionsOf(past);
  const isAsked = past.hadAttributes === true || past.rowByRow === true;
  const asked = isAsked ? await askRequest(target, payload, options) : { options, records: undefined };
  if (asked) await send(parts, target, { ...asked, payload });
}

type KeptOptions = Pick<RequestOptions, 'contentType' | 'accept' | 'targetVariant' | 'targetModel'>;

const optionsOf = ({ contentType, accept, targetVariant, targetModel }: KeptOptions): KeptOptions => ({
  contentType,
  ...(accept === undefined ? {} : { accept }),
  ...(targetVariant === undefined ? {} : { targetVariant }),
  ...(targetModel === undefined ? {} : { targetModel }),
});

async function send(parts: InvokeParts, target: InvokeTarget, prepared: Prepared): Promise<void> {
  if (!(await confirmSize(target, prepared))) return;
  const { payload, options, records } = prepared;
  const at = Date.now();
  const invocation: Invocation = {
    endpoint: target.name,
    place: target.place,
    at,
    source: sourceInWords(payload.source),
    bytes: payload.body.length,
    contentType: options.contentType,
    ...(options.targetVariant === undefined ? {} : { targetVariant: options.targetVariant }),
    ...(options.targetModel === undefined ? {} : { targetModel: options.targetModel }),
  };
  const keep = async (outcome: PastOutcome): Promise<void> =>
    parts.past.add(target.key, pastOf(prepared, at, outcome));
  try {
    if (records) await sendRows(parts, target, { records, options, invocation, keep });
    else await sendOne(parts, target, { prepared, invocation, keep });
  } catch (error) {
    if (error instanceof Problem) await keep({ isFine: false, text: error.message });
    throw error;
  }
}

const pastOf = (
  { payload, options, records }: Prepared,
  at: number,
  outcome: PastOutcome,
): PastInvocation => ({
  at,
  source: payload.source,
  bytes: payload.body.length,
  ...optionsOf(options),
  ...(options.customAttributes === undefined ? {} : { hadAttributes: true }),
  ...(records ? { rowByRow: true } : {}),
  outcome,
});

/** Before a byte is sent. Rows are small, each for itself. */
async function confirmSize({ mode }: InvokeTarget, { payload, records }: Prepared): Promise<boolean> {
  const bytes = records ? Math.max(0, ...records.map(({ length }) => length)) : payload.body.length;
  const verdict = judgePayload(bytes, mode);
  if (verdict.kind === 'fine') return true;
  if (verdict.kind === 'too large') throw new Problem('bad-usage', verdict.text);
  const go = l10n.t('Send');
  return (await vscode.window.showWarningMessage(verdict.text, { modal: true }, go)) === go;
}

type Keep = (outcome: PastOutcome) => Promise<void>;

async function sendOne(
  { services, answers }: InvokeParts,
  target: InvokeTarget,
  {
    prepared,
    invocation,
    keep,
  }: { readonly prepared: Prepared; readonly invocation: Invocation; readonly keep: Keep },
): Promise<void> {
  const title = l10n.t('Asking {0}', target.name);
  const answer = await services.activity.run(title, async (signal, tell) =>
    ask(target, prepared, tell, signal),
  );
  await keep(outcomeOf(answer));
  const content = answer.kind === 'answered' ? answer.body : new TextEncoder().encode(answer.message);
  const ending = answer.kind === 'answered' ? endingOf(answer.contentType) : 'txt';
  const saved = { name: `${target.name}-answer.${ending}`, content };
  await answers.show(pageTitle(target), answerPage(invocation, answer), saved);
  if (answer.kind === 'model-failed') await tellFailure(target, answer.status);
  else if (bodyOf(answer).kind === 'binary') await offerSaving(answers);
}

async function ask(
  target: InvokeTarget,
  { payload, options }: Prepared,
  tell: (text: string) => void,
  signal: AbortSignal,
): Promise<Answer> {
  const { source, body } = payload;
  if (!target.queue)
    return target.withInvoker(async (invoker) => invoker.invoke(target.name, { ...options, body }, signal));
  const { targetVariant: _, targetModel: __, ...queued } = options;
  const input =
    source.kind === 'object'
      ? ({ kind: 'object', uri: source.uri } as const)
      : ({ kind: 'inline', body } as const);
  return target.queue({ ...queued, input }, tell, signal);
}

async function sendRows(
  { services, answers }: InvokeParts,
  target: InvokeTarget,
  {
    records,
    options,
    invocation,
    keep,
  }: {
    readonly records: readonly string[];
    readonly options: RequestOptions;
    readonly invocation: Invocation;
    readonly keep: Keep;
  },
): Promise<void> {
  const results = await services.activity.run(l10n.t('Asking {0}', target.name), async (signal, tell) =>
    target.withInvoker(async (invoker) =>
      invokeRows(
        invoker,
        { endpoint: target.name, records, request: options },
        (done) => tell(l10n.t('Asking {0}: row {1} of {2}', target.name, done, records.length)),
        signal,
      ),
    ),
  );
  const { rows, failed } = rowTotals(results);
  const text = failed === 0 ? l10n.t('{0} rows', rows) : l10n.t('{0} of {1} rows failed', failed, rows);
  await keep({ isFine: failed === 0, text });
  const content = new TextEncoder().encode(rowsCsv(results));
  const saved = { name: `${target.name}-answers.csv`, content };
  await answers.show(pageTitle(target), rowsPage(invocation, results), saved);
  if (failed > 0) await offerLogs(target, `${target.name}: ${text}.`);
}

const pageTitle = ({ name }: InvokeTarget): string => l10n.t('Answer of {0}', name);

const tellFailure = async (target: InvokeTarget, status: number | undefined): Promise<void> =>
  offerLogs(
    target,
    l10n.t('The container of {0} answered with {1}. Its log says why.', target.name, status ?? '?'),
  );

async function offerLogs(target: InvokeTarget, text: string): Promise<void> {
  const show = l10n.t('Show Logs');
  const pressed = await vscode.window.showErrorMessage(text, show);
  if (pressed === show) await target.showLogs();
}

async function offerSaving(answers: Answers): Promise<void> {
  const save = l10n.t('Save…');
  const pressed = await vscode.window.showInformationMessage(l10n.t('The answer is binary.'), save);
  if (pressed === save) await answers.save();
}
