import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Remedy } from '../core/problem';
import { documentation } from '../core/problem';
import type { CommandName } from '../manifest/commands';
import { commandId } from '../manifest/commandId';
import type { Services } from './services';

interface Button extends vscode.MessageItem {
  act(): Promise<void>;
}

/** What a remedy looks like in a message. `force-remove` has none here: the handler that knows the images offers it. */
export function remedyButton(
  services: Services,
  remedy: Remedy,
  retry: () => Promise<void>,
): Button | undefined {
  switch (remedy) {
    case 'start-docker':
      return command(l10n.t('Start Docker'), 'startDocker');
    case 'switch-context':
      return command(l10n.t('Switch Context…'), 'switchDockerContext');
    case 'docker-docs':
      return command(l10n.t('Open Docs'), 'openDockerDocs');
    case 'permission-docs':
      return link(l10n.t('Open Docs'), documentation['permission-docs']);
    case 'prune-images':
      return command(l10n.t('Prune Untagged Images…'), 'pruneImages');
    case 'prune-cache':
      return command(l10n.t('Prune Build Cache…'), 'pruneBuildCache');
    case 'trust-workspace':
      return {
        title: l10n.t('Manage Trust'),
        act: async () => vscode.commands.executeCommand('workbench.trust.manage'),
      };
    case 'retry':
      return { title: l10n.t('Retry'), act: retry };
    case 'show-log':
      return { title: l10n.t('Show Log'), act: async () => services.log.show() };
    case 'force-remove':
      return undefined;
  }
}

function command(title: string, name: CommandName): Button {
  return { title, act: async () => vscode.commands.executeCommand(commandId(name)) };
}

function link(title: string, address: string): Button {
  return { title, act: async () => void (await vscode.env.openExternal(vscode.Uri.parse(address))) };
}
