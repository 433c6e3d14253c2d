import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readLoopback } from '../../core/load/plan/loopback';
import { nameOf } from '../../core/paths';
import type { Handlers } from '../register';
import { requireTrust } from '../requireTrust';
import type { Services } from '../services';
import { pathOf } from '../userFiles/documents';
import { askPayloads } from './askPayloads';
import { ask, askWork } from './askWork';
import { compareStored } from './compareStored';
import { compareTwo, sidesAt } from './compareTwo';
import type { loadCommands } from './loadCommandNames';
import { LoadRun, type LoadSubject } from './loadRun';
import { sidesOfFile } from './sidesOfFile';

type LoadCommand = (typeof loadCommands)[number];

/** Where the user was asked last for an address. */
const lastAddress = 'longshore.lastLoadAddress';

export function loadHandlers(services: Services, folder: () => Promise<string>): Pick<Handlers, LoadCommand> {
  return {
    loadEndpoint: async ([address]) => {
      const file = endpointFile(address);
      const nameless = { containers: [], gpus: 'none' } as const;
      if (file !== undefined) {
        const name = nameOf(file).replace(/\.endpoint\.json$/, '');
        return loadTest(services, folder, { name, names: [name], url: '', file, ...nameless });
      }
      const url = await askAddress(services, l10n.t('Load Test Endpoint'));
      if (url !== undefined) await loadTest(services, folder, { name: url, names: [url], url, ...nameless });
    },
    compareLoads: async () => compareStored(services, await folder()),
    compareVariants: async ([address]) => {
      const file = endpointFile(address);
      if (file !== undefined)
        return compareTwo(services, await folder(), await sidesOfFile(services, file, await folder()));
      const title = l10n.t('Compare Variants');
      const url = await askAddress(services, title);
      if (url !== undefined) await compareTwo(services, await folder(), sidesAt(url));
    },
  };
}

/** Asks what to send and how, and opens the page. Also for rows of endpoints that serve here. */
export async function loadTest(
  services: Services,
  folder: () => Promise<string>,
  subject: LoadSubject,
): Promise<void> {
  requireTrust(l10n.t('Endpoints are loaded on this machine: that needs a workspace that you trust.'));
  const title = l10n.t('Load Test {0}', subject.name);
  const payloads = await askPayloads(title);
  const work = payloads && (await askWork(title));
  if (!payloads || !work) return;
  const run = new LoadRun(services, { subject, payloads, work, folder: await folder() });
  await run.start();
}

/** The file that the command was called on, or the one in front. */
function endpointFile(address: string | undefined): string | undefined {
  const inFront = vscode.window.activeTextEditor?.document.uri;
  const uri = address === undefined ? inFront : vscode.Uri.parse(address);
  return uri?.path.endsWith('.endpoint.json') ? pathOf(uri) : undefined;
}

async function askAddress({ memory }: Services, title: string): Promise<string | undefined> {
  const url = await ask(title, l10n.t('The address of an endpoint or a container on this machine.'), {
    value: memory.get(lastAddress, 'http://127.0.0.1:8080/invocations'),
    read: readLoopback,
  });
  if (url !== undefined) await memory.update(lastAddress, url);
  return url;
}
