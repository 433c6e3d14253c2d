import { config } from '@vscode/l10n';
import * as vscode from 'vscode';
import { builderWishes } from './core/images/build/builderWish';
import type { LocalWorld, World } from './core/ports';
import { Scope } from './core/scope';
import { activateEditor } from './editor/activate';
import { readSetting } from './editor/settings';

export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle) config({ contents: vscode.l10n.bundle });
  const scope = new Scope();
  context.subscriptions.push(scope);
  let world: Promise<World> | undefined;
  let localWorld: Promise<LocalWorld> | undefined;
  activateEditor({
    world: async () => (world ??= loadWorld()),
    localWorld: async () => (localWorld ??= loadLocalWorld()),
    log: scope.own(vscode.window.createOutputChannel('SageMaker Containers', { log: true })),
    scope,
    extensionUri: context.extensionUri,
    extensionId: context.extension.id,
    memory: context.workspaceState,
    userMemory: context.globalState,
  });
}

async function loadWorld(): Promise<World> {
  const { makeWorld } = await import('./adapters/world');
  return makeWorld({
    docker: () => ({ host: readSetting('docker.host'), context: readSetting('docker.context') }),
    builder: () => builderWishes.find((each) => each === readSetting('build.with')) ?? 'auto',
    aws: () => ({
      profile: readSetting('aws.profile'),
      region: readSetting('aws.region') || (readSetting('aws.regions')[0] ?? ''),
    }),
    askCode: async (serial) => (await import('./editor/ecr/askMfaCode')).askMfaCode(serial),
  });
}

async function loadLocalWorld(): Promise<LocalWorld> {
  return (await import('./adapters/localWorld')).makeLocalWorld();
}
