import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { startCommand } from '../../core/docker/endpoint';
import { documentation, Problem } from '../../core/problem';
import type { Handlers } from '../register';
import type { Services } from '../services';
import { readSetting, writeSetting } from '../settings';

export function dockerHandlers(
  services: Services,
): Pick<Handlers, 'startDocker' | 'openDockerDocs' | 'switchDockerContext'> {
  return {
    startDocker: async () => startDocker(services),
    openDockerDocs: async () =>
      void (await vscode.env.openExternal(vscode.Uri.parse(documentation['docker-docs']))),
    switchDockerContext: async () => switchContext(services),
  };
}

/** Types the command into a terminal, where the user sees it, may be asked for a password, and can say no. */
async function startDocker({ world }: Services): Promise<void> {
  const { docker } = await world();
  const endpoint = await docker.endpoint();
  const command = startCommand(endpoint, process.platform);
  if (command === undefined) {
    throw new Problem(
      'docker-context',
      l10n.t('The engine {0} is on another machine: start it there.', endpoint.name),
    );
  }
  const terminal = vscode.window.createTerminal({ name: l10n.t('Start Docker') });
  terminal.show();
  terminal.sendText(command, process.platform === 'darwin' || process.platform === 'win32');
}

async function switchContext({ world }: Services): Promise<void> {
  const { contexts } = await world();
  const chosen = await vscode.window.showQuickPick(contextItems(await contexts.list()), {
    title: l10n.t('Docker engine for Longshore'),
    placeHolder: l10n.t('Other tools keep the context that they have.'),
    matchOnDescription: true,
  });
  if (!chosen) return;
  // An address given by hand would go before the context that was just chosen.
  if (readSetting('docker.host') !== '') await writeSetting('docker.host', '');
  await writeSetting('docker.context', chosen.context);
}

interface ContextItem extends vscode.QuickPickItem {
  readonly context: string;
}

function contextItems(
  contexts: readonly { name: string; host: string; description: string }[],
): ContextItem[] {
  const current = readSetting('docker.context');
  const icon = (name: string): string => (name === current ? '$(check)' : '$(plug)');
  return [
    {
      label: `${icon('')} ${l10n.t('As the docker command line does')}`,
      description: l10n.t('DOCKER_HOST, DOCKER_CONTEXT or the current context'),
      context: '',
    },
    {
      label: `${icon('default')} default`,
      description: l10n.t('the engine of this machine'),
      context: 'default',
    },
    ...contexts.map(({ name, host, description }) => ({
      label: `${icon(name)} ${name}`,
      description: host,
      detail: description,
      context: name,
    })),
  ];
}
