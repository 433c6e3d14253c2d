import * as vscode from 'vscode';
import { findContext } from '../../app/dockerfile/findContext';
import { folderOf } from '../../core/paths';
import type { Services } from '../services';
import { pathOf } from '../userFiles/documents';

/** What the Dockerfile's own words, compose files and run files speak for; else the folder where it lies. */
export async function contextOf({ localWorld }: Services, document: vscode.TextDocument): Promise<string> {
  const path = pathOf(document.uri);
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const root = folder ? pathOf(folder.uri) : folderOf(path);
  const { files } = await localWorld();
  const input = { path, text: document.getText(), root };
  const found = await findContext(files, input, new AbortController().signal);
  return found.certain ? found.folder : folderOf(path);
}
