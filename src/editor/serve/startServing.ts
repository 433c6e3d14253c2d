import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { endpointOfRun } from '../../app/serve/endpointOfRun';
import { readServeInput } from '../../app/serve/readServeInput';
import type { EndpointFile } from '../../core/endpoint/file/endpointFile';
import { Problem } from '../../core/problem';
import type { RunRecord } from '../../core/run/runRecord';
import type { ServedEndpoint } from '../../core/serve/servedEndpoint';
import { isOver } from '../../core/serve/servedEndpoint';
import { commandId } from '../../manifest/commandId';
import { endpointFileKind } from '../endpointFiles/endpointDocuments';
import { requireTrust } from '../requireTrust';
import { pickRuns } from '../runs/pickRuns';
import type { RunsView } from '../runs/runsView';
import type { Services } from '../services';
import { askedDocument, pathOf } from '../userFiles/documents';
import { writeNewFile } from '../userFiles/writeNewFile';
import { finishStep } from '../walkthrough/finishStep';
import type { ServedEndpoints } from './servedEndpoints';

interface Parts {
  readonly services: Services;
  readonly runs: RunsView;
  readonly served: ServedEndpoints;
  /** Shows the page of an endpoint. */
  readonly open: (id: string) => void;
}

interface Start {
  readonly endpoint: EndpointFile;
  readonly text: string;
  /** Where the file lies, or would. */
  readonly file: string;
}

/** From a saved, sound endpoint file to the end of its endpoint. */
export async function serveFile(parts: Parts, addresses: readonly string[]): Promise<void> {
  requireTrust(l10n.t('Serving runs programs: it needs a workspace that you trust.'));
  const kind = endpointFileKind();
  const document = await askedDocument(kind, addresses);
  if (!document) return;
  if (document.isDirty && !(await document.save()))
    throw new Problem('file-unwritable', l10n.t('The endpoint file could not be saved.'));
  const { files } = await parts.services.localWorld();
  const file = pathOf(document.uri);
  const { endpoint, text, findings } = await readServeInput(files, file, new AbortController().signal);
  const wrong = findings.find(({ severity }) => severity === 'error');
  if (endpoint && !wrong) return serve(parts, { endpoint, text, file });
  const at = document.positionAt(wrong?.start ?? 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
  throw new Problem(
    'bad-run-file',
    l10n.t('Line {0} of the endpoint file: {1}', at.line + 1, wrong?.message ?? ''),
  );
}

const hasModel = ({ status, artifacts }: RunRecord): boolean =>
  status === 'completed' && artifacts.some(({ name }) => name === 'model.tar.gz');

/** What the newest run made, or the one that was clicked, at once: as the endpoint file beside it says, if there is one. */
export async function serveModel(parts: Parts, rows: readonly string[]): Promise<void> {
  requireTrust(l10n.t('Serving runs programs: it needs a workspace that you trust.'));
  const { services, runs } = parts;
  const wanted = { title: l10n.t("Serve Last Run's Model"), fits: hasModel, many: false };
  const [run] =
    rows.length > 0 ? await pickRuns(runs, rows, wanted) : (await runs.current()).filter(hasModel);
  if (!run)
    throw new Problem(
      'bad-usage',
      l10n.t('There is no run that made a model. Train one first: the model is what lies in /opt/ml/model.'),
    );
  const { files } = await services.localWorld();
  const made = await endpointOfRun(files, run, new AbortController().signal);
  if (made.isNew) void offerFile(made);
  await serve(parts, made);
}

async function serve(parts: Parts, { endpoint, text, file }: Start): Promise<void> {
  const { runs, served, open } = parts;
  const title = endpoint.name ?? l10n.t('Endpoint');
  await refuseTwice(served, title);
  void vscode.commands.executeCommand(`${runs.tree.id}.focus`, { preserveFocus: true });
  let known: string | undefined;
  const watching = served.onChange((each) => {
    if (each.file !== file || each.follower !== process.pid || isOver(each)) return;
    if (known === undefined) open((known = each.id));
    if (each.status === 'serving') finishStep('serve');
  });
  try {
    const runsFolder = await runs.folder();
    const input = { endpoint, text, file, runsFolder, follower: process.pid };
    await served.servers.serve(title, input);
  } finally {
    watching.dispose();
  }
}

/** Clients know an endpoint by its name: one that is there already would answer for this one, or both for neither. */
async function refuseTwice(served: ServedEndpoints, name: string): Promise<void> {
  await served.read();
  const there = served.all.find((each): each is ServedEndpoint => each.name === name && !isOver(each));
  if (!there) return;
  const [stop, both] = [l10n.t('Stop It First'), l10n.t('Run Both')];
  const question = l10n.t('{0} is served already, at {1}.', name, there.url ?? '');
  const chosen = await vscode.window.showWarningMessage(question, { modal: true }, stop, both);
  if (chosen === undefined) throw new vscode.CancellationError();
  if (chosen === both) return;
  const over = new Promise<void>((resolve) => {
    const waiting = served.onChange((each) => {
      if (each.id !== there.id || !isOver(each)) return;
      waiting.dispose();
      resolve();
    });
  });
  await vscode.commands.executeCommand(commandId('stopLocalEndpoint'), there.id);
  await over;
}

async function offerFile({ text, file }: Start): Promise<void> {
  const keep = l10n.t('Keep as Endpoint File');
  const told = l10n.t('There was no endpoint file for this model, so that one was made up for it.');
  if ((await vscode.window.showInformationMessage(told, keep)) !== keep) return;
  const uri = vscode.Uri.file(file);
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1).replace(/\.endpoint\.json$/, '');
  await writeNewFile(vscode.Uri.joinPath(uri, '..'), { name, ending: '.endpoint.json' }, text);
}
