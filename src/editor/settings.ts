import * as vscode from 'vscode';
import type { SettingName, SettingValue } from '../manifest/settings';
import { settings } from '../manifest/settings';

export function readSetting<K extends SettingName>(name: K, scope?: vscode.Uri): SettingValue<K>;
export function readSetting(name: SettingName, scope?: vscode.Uri): unknown {
  return vscode.workspace.getConfiguration('longshore', scope).get<unknown>(name, settings[name].default);
}

/** For this workspace where there is one: engines belong to projects, not to people. */
const target = (): vscode.ConfigurationTarget =>
  vscode.workspace.workspaceFolders
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;

export async function writeSetting<K extends SettingName>(name: K, value: SettingValue<K>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('longshore');
  await configuration.update(name, value === settings[name].default ? undefined : value, target());
}

type Table = Readonly<Record<string, string>>;
type TableName = { [K in SettingName]: SettingValue<K> extends Table ? K : never }[SettingName];

/** One entry of a table. What the user says for all workspaces is not copied into this one. */
export async function writeEntry(name: TableName, key: string, value: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('longshore');
  const known = configuration.inspect<Table>(name);
  const isWorkspace = target() === vscode.ConfigurationTarget.Workspace;
  const own = isWorkspace ? known?.workspaceValue : known?.globalValue;
  await configuration.update(name, { ...own, [key]: value }, target());
}

export function onSetting(names: readonly SettingName[], changed: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (names.some((name) => event.affectsConfiguration(`longshore.${name}`))) changed();
  });
}

/** What decides whom and where we ask at AWS. */
export const awsPlace: readonly SettingName[] = ['aws.profile', 'aws.region', 'aws.regions'];
