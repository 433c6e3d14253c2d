import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { InvokeTarget } from '../../core/invoke/target';
import { Problem } from '../../core/problem';
import { Answers } from '../invoke/answers';
import { Invocations } from '../invoke/invocations';
import { invokeAgain, invokeTarget, type InvokeParts } from '../invoke/invokeTarget';
import type { Handlers } from '../register';
import type { Services } from '../services';
import { awsTarget } from './awsTarget';
import type { EndpointsTree } from './endpointsTree';
import { LogTerminal } from './logTerminal';
import { pickEndpoint, type ChosenEndpoint } from './pickEndpoint';

type InvokeCommand = 'invokeEndpoint' | 'invokeEndpointAgain' | 'saveEndpointAnswer' | 'showEndpointLogs';

export function invokeHandlers(services: Services, tree: EndpointsTree): Pick<Handlers, InvokeCommand> {
  const parts: InvokeParts = {
    services,
    past: new Invocations(services.memory),
    answers: services.scope.own(new Answers()),
  };
  const target = async (row: string | undefined, title: string): Promise<InvokeTarget | undefined> => {
    const chosen = await pickEndpoint(services, tree, row, title);
    return chosen && makeTarget(services, tree, chosen);
  };
  return {
    invokeEndpoint: async ([row]) => {
      const asked = await target(row, l10n.t('Invoke Endpoint'));
      if (asked) await invokeTarget(parts, asked);
    },
    invokeEndpointAgain: async ([row]) => {
      const asked = await target(row, l10n.t('Invoke Endpoint Again'));
      if (asked) await invokeAgain(parts, asked);
    },
    saveEndpointAnswer: async () => parts.answers.save(),
    showEndpointLogs: async ([row]) => {
      const chosen = await pickEndpoint(services, tree, row, l10n.t('Show Endpoint Logs'));
      if (chosen) await chooseLog(services, tree, chosen);
    },
  };
}

async function makeTarget(
  services: Services,
  tree: EndpointsTree,
  chosen: ChosenEndpoint,
): Promise<InvokeTarget> {
  const { endpoint, region } = chosen;
  const view = await tree.view();
  const details = await services.activity.run(l10n.t('Asking SageMaker'), async () =>
    view.details({ region, name: endpoint.name }),
  );
  if (!details)
    throw new Problem('data-missing', l10n.t('There is no endpoint {0} any more.', endpoint.name));
  const showLogs = async (): Promise<void> => Promise.resolve(openLog(services, chosen));
  return awsTarget(services, { region, details, showLogs });
}

/** Of all variants together, or of one. */
async function chooseLog(services: Services, tree: EndpointsTree, chosen: ChosenEndpoint): Promise<void> {
  if (chosen.variant !== undefined) return openLog(services, chosen);
  const view = await tree.view();
  const { endpoint, region } = chosen;
  const details = await services.activity.run(l10n.t('Asking SageMaker'), async () =>
    view.details({ region, name: endpoint.name }),
  );
  const variants = [...(details?.endpoint.variants ?? []), ...(details?.endpoint.shadows ?? [])];
  if (variants.length < 2) return openLog(services, chosen);
  const items = [
    { label: l10n.t('All Variants'), variant: undefined },
    ...variants.map(({ name }) => ({ label: name, variant: name })),
  ];
  const title = l10n.t('Logs of {0}', endpoint.name);
  const item = await vscode.window.showQuickPick(items, { title });
  if (item)
    openLog(services, { ...chosen, ...(item.variant === undefined ? {} : { variant: item.variant }) });
}

function openLog(services: Services, { endpoint: { name }, region, variant }: ChosenEndpoint): void {
  const pty = new LogTerminal(services, { region, name, ...(variant === undefined ? {} : { variant }) });
  const terminal = vscode.window.createTerminal({
    name: [name, ...(variant === undefined ? [] : [variant])].join(' / '),
    iconPath: new vscode.ThemeIcon('output'),
    pty,
  });
  terminal.show();
}
