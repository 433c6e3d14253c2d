import * as vscode from 'vscode';
import type { SettingName, SettingValue } from '../manifest/settings';
import { settings } from '../manifest/settings';

export function readSetting<K extends SettingName>(name: K, scope?: vscode.Uri): SettingValue<K>;
export function readSetting(name: SettingName, scope?: vscode.Uri): unknown {
  return vscode.workspace.getConfiguration('longshore', scope).get<unknown>(name, settings[name].default);
}

/** For this workspace where there is one: engines belong to projects, not to people. */
export async function writeSetting<K extends SettingName>(name: K, value: SettingValue<K>): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  const target = folder ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  const configuration = vscode.workspace.getConfiguration('longshore');
  await configuration.update(name, value === settings[name].default ? undefined : value, target);
}

export function onSetting(names: readonly SettingName[], changed: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (names.some((name) => event.affectsConfiguration(`longshore.${name}`))) changed();
  });
}
