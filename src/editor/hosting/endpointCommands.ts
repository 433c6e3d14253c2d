import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { removeEndpoint } from '../../app/hosting/removeEndpoint';
import { consoleAddress } from '../../core/hosting/consoleAddress';
import type { HostedEndpoint } from '../../core/hosting/endpoint';
import { Problem } from '../../core/problem';
import type { Handlers } from '../register';
import { requireTrust } from '../requireTrust';
import type { Services } from '../services';
import type { LateRepositories } from '../ecr/lateRepositories';
import type { endpointCommands } from './endpointCommandNames';
import type { EndpointsTree } from './endpointsTree';
import type { EndpointsView } from './endpointsView';
import { invokeHandlers } from './invokeCommands';
import { pickEndpoint, type ChosenEndpoint } from './pickEndpoint';
import { revealImage } from './revealImage';

type EndpointCommand = (typeof endpointCommands)[number];

export function endpointHandlers(
  services: Services,
  tree: EndpointsTree,
  repositories: LateRepositories,
): Pick<Handlers, EndpointCommand> {
  const one = async (row: string | undefined, title: string): Promise<ChosenEndpoint | undefined> =>
    pickEndpoint(services, tree, row, title);
  return {
    refreshEndpoints: async () => (await tree.view()).refresh(),
    showMoreEndpoints: async ([row]) => {
      const region = row === undefined ? undefined : tree.tree.row(row)?.subject;
      const view = await tree.view();
      const more = async (signal: AbortSignal): Promise<void> => view.showMore(region, signal);
      await services.activity.run(l10n.t('Asking SageMaker'), more);
    },
    editEndpoint: async ([row]) => {
      const chosen = await one(row, l10n.t('Edit Endpoint'));
      if (chosen) (await tree.editors()).open({ region: chosen.region, name: chosen.endpoint.name });
    },
    copyEndpointArn: async ([row]) => {
      const chosen = await one(row, l10n.t('Copy Endpoint ARN'));
      if (chosen) await vscode.env.clipboard.writeText(chosen.endpoint.arn);
    },
    openEndpointConsole: async ([row]) => {
      const chosen = await one(row, l10n.t('Open Endpoint in AWS Console'));
      if (!chosen) return;
      const address = consoleAddress(chosen.region, chosen.endpoint.name);
      await vscode.env.openExternal(vscode.Uri.parse(address));
    },
    removeEndpoint: async ([row]) => {
      requireTrust(l10n.t('Endpoints are changed with your rights: that needs a workspace that you trust.'));
      const chosen = await one(row, l10n.t('Delete Endpoint'));
      if (chosen) await confirmAndRemove(services, await tree.view(), chosen);
    },
    ...invokeHandlers(services, tree),
    revealEndpointImage: async ([row]) => revealImage(await repositories.view(), row && tree.tree.row(row)),
  };
}

/** The name is typed: whoever calls it gets errors from then on. */
async function confirmAndRemove(
  services: Services,
  view: EndpointsView,
  { endpoint: { name }, region }: ChosenEndpoint,
): Promise<void> {
  const { activity, world } = services;
  const endpoint = await activity.run(l10n.t('Asking SageMaker'), async (signal) =>
    view.withHosting(async ({ hosting }) => hosting.findEndpoint(name, signal), region),
  );
  if (!endpoint) throw new Problem('data-missing', l10n.t('There is no endpoint {0} any more.', name));
  const withConfig = await askScope(endpoint);
  if (withConfig === undefined) return;
  const typed = await vscode.window.showInputBox({
    title: l10n.t('Delete Endpoint {0}', name),
    prompt: l10n.t(
      'Nothing answers its callers from then on, and nothing brings it back. Type its name to delete it.',
    ),
    validateInput: (text) => (text === name ? undefined : l10n.t('Type {0}.', name)),
  });
  if (typed !== name) return;
  const { clock } = await world();
  try {
    await activity.run(l10n.t('Deleting {0}', name), async (signal) =>
      view.withHosting(
        async ({ hosting }) => removeEndpoint({ hosting, clock }, { endpoint, withConfig }, signal),
        region,
      ),
    );
  } finally {
    await view.renew(name, region);
  }
}

async function askScope({ name, config }: HostedEndpoint): Promise<boolean | undefined> {
  const items = [
    {
      label: l10n.t('The Endpoint'),
      detail: l10n.t('Its configuration {0} stays, and so do its models: they cost nothing.', config),
      withConfig: false,
    },
    {
      label: l10n.t('The Endpoint and Its Configuration'),
      detail: l10n.t(
        'The models stay. Choose this only when no other endpoint has the configuration {0}.',
        config,
      ),
      withConfig: true,
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: l10n.t('Delete Endpoint {0}', name) });
  return chosen?.withConfig;
}
