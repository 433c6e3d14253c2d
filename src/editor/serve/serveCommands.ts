import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { endpointFolder } from '../../core/serve/endpointFolder';
import type { ServedEndpoint } from '../../core/serve/servedEndpoint';
import { isOver } from '../../core/serve/servedEndpoint';
import type { Handlers } from '../register';
import type { RunsView } from '../runs/runsView';
import type { Services } from '../services';
import { compareTwo, sidesAt } from '../load/compareTwo';
import { loadTest } from '../load/loadCommands';
import { Answers } from '../invoke/answers';
import { Invocations } from '../invoke/invocations';
import { invokeTarget } from '../invoke/invokeTarget';
import { loadSubject } from './loadSubject';
import { controlOf } from './localPage';
import { localTarget } from './localTarget';
import type { LocalPages } from './localPages';
import { pickServed } from './pickServed';
import type { ServedCommand } from './servedCommandNames';
import type { ServedEndpoints } from './servedEndpoints';
import { serveFile, serveModel } from './startServing';

interface ServeParts {
  readonly services: Services;
  readonly runs: RunsView;
  readonly served: ServedEndpoints;
  readonly pages: LocalPages;
}

const any = (): boolean => true;
const running = (endpoint: ServedEndpoint): boolean => !isOver(endpoint);

export function serveHandlers({ services, runs, served, pages }: ServeParts): Pick<Handlers, ServedCommand> {
  const one = async (
    rows: readonly string[],
    title: string,
    fits: (endpoint: ServedEndpoint) => boolean = running,
  ) => (await pickServed(served, runs.tree, rows, { title, fits }))[0];
  const invoking = {
    services,
    past: new Invocations(services.memory),
    answers: services.scope.own(new Answers()),
  };
  const parts = { services, runs, served, open: (id: string) => pages.open(id) };
  return {
    serveLocally: async (addresses) => serveFile(parts, addresses),
    serveModel: async (rows) => serveModel(parts, rows),
    openLocalEndpoint: async (rows) => {
      const endpoint = await one(rows, l10n.t('Open Local Endpoint'), any);
      if (endpoint) pages.open(endpoint.id);
    },
    stopLocalEndpoint: async (rows) => {
      const endpoint = await one(rows, l10n.t('Stop Local Endpoint'));
      if (endpoint) controlOf(served, endpoint.id).ask({ kind: 'stop' });
    },
    killLocalEndpoint: async (rows) => {
      const endpoint = await one(rows, l10n.t('Kill Local Endpoint Without Grace'));
      if (endpoint) controlOf(served, endpoint.id).ask({ kind: 'kill' });
    },
    restartVariant: async (rows) => restart(served, runs, rows),
    showLocalEndpointLog: async (rows) => {
      const endpoint = await one(rows, l10n.t('Show Log of Local Endpoint'), any);
      if (endpoint) await showLog(served, endpoint);
    },
    invokeLocalEndpoint: async (rows) => {
      const endpoint = await one(rows, l10n.t('Invoke Local Endpoint'));
      if (endpoint)
        await invokeTarget(
          invoking,
          localTarget(services, endpoint, async () => showLog(served, endpoint)),
        );
    },
    loadLocalEndpoint: async (rows) => {
      const endpoint = await one(rows, l10n.t('Load Test Local Endpoint'));
      if (endpoint) await loadTest(services, async () => runs.folder(), loadSubject(endpoint));
    },
    compareLocalVariants: async (rows) => {
      const endpoint = await one(rows, l10n.t('Compare Variants of Local Endpoint'));
      const subject = endpoint && loadSubject(endpoint);
      if (subject) await compareTwo(services, await runs.folder(), sidesAt(subject.url, subject.variants));
    },
    copyEndpointAddress: async (rows) => {
      const endpoint = await one(rows, l10n.t('Copy Address of Local Endpoint'));
      if (endpoint?.url !== undefined) await vscode.env.clipboard.writeText(endpoint.url);
    },
    openEndpointFile: async (rows) => {
      const endpoint = await one(rows, l10n.t('Open Endpoint File'), any);
      if (endpoint) await vscode.window.showTextDocument(vscode.Uri.file(endpoint.file));
    },
    deleteLocalEndpoints: async (rows) => {
      const title = l10n.t('Delete Local Endpoints');
      await deleteAsked(
        { services, served },
        await pickServed(served, runs.tree, rows, { title, fits: isOver }),
      );
    },
  };
}

async function restart(served: ServedEndpoints, runs: RunsView, rows: readonly string[]): Promise<void> {
  const [row] = rows;
  const subject = row === undefined ? undefined : (runs.tree.row(row)?.subject ?? row);
  const [id, variant] = subject?.split('/') ?? [];
  if (id !== undefined && variant !== undefined)
    return controlOf(served, id).ask({ kind: 'restart', variant });
  const title = l10n.t('Start Variant Again');
  const [endpoint] = await pickServed(served, runs.tree, rows, { title, fits: running });
  if (!endpoint) return;
  const names = endpoint.variants.map(({ name }) => name);
  const chosen = names.length === 1 ? names[0] : await vscode.window.showQuickPick(names, { title });
  if (chosen !== undefined) controlOf(served, endpoint.id).ask({ kind: 'restart', variant: chosen });
}

/** The terminal of an endpoint that goes on here, else the logs of its variants as files. */
async function showLog(served: ServedEndpoints, { id, folder, variants }: ServedEndpoint): Promise<void> {
  if (served.servers.showTerminal(id)) return;
  for (const { name, restarts } of variants) {
    const file = vscode.Uri.file(endpointFolder(folder).log(name, restarts));
    await vscode.window.showTextDocument(file, { preview: variants.length === 1 });
  }
}

async function deleteAsked(
  { services, served }: Pick<ServeParts, 'services' | 'served'>,
  endpoints: readonly ServedEndpoint[],
): Promise<void> {
  const [first] = endpoints;
  if (!first) return;
  const question =
    endpoints.length === 1
      ? l10n.t('Delete the local endpoint {0}?', first.id)
      : l10n.t('Delete {0} local endpoints?', endpoints.length);
  const detail = l10n.t(
    'Their logs and counts are deleted from this machine. Models and files of yours stay.',
  );
  const yes = l10n.t('Delete');
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) return;
  const { disk } = await services.world();
  for (const { id, folder } of endpoints) {
    await disk.remove(folder);
    served.forget(id);
  }
}
