import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Problem } from '../../../core/problem';
import { commandId } from '../../../manifest/commandId';
import { newEndpointFile } from '../../endpointFiles/newEndpointFile';
import { requireTrust } from '../../requireTrust';
import { newRunFile } from '../../runFiles/newRunFile';
import type { Services } from '../../services';
import { findInWorkspace } from '../../workspaceFiles';

/** A run file that names the image is run; without one, a new file is made. */
export async function trainWith(services: Services, image: string): Promise<void> {
  requireTrust(l10n.t('Training runs programs: it needs a workspace that you trust.'));
  requireName(image);
  const files = await runFilesOf(image);
  const another = { label: `$(new-file) ${l10n.t('New Training Run File…')}`, uri: undefined };
  const known = files.map((uri) => ({ label: `$(play) ${vscode.workspace.asRelativePath(uri)}`, uri }));
  const chosen =
    known.length === 0
      ? another
      : await vscode.window.showQuickPick([...known, another], { title: l10n.t('Train with {0}', image) });
  if (!chosen) return;
  if (chosen.uri) await vscode.commands.executeCommand(commandId('trainLocally'), chosen.uri);
  else await newRunFile(services, { image });
}

export async function serveWith(services: Services, image: string): Promise<void> {
  requireName(image);
  await newEndpointFile(services, { image });
}

/** A file that names an image by its id is good for this engine only. */
function requireName(image: string): void {
  if (image.startsWith('sha256:'))
    throw new Problem('bad-usage', l10n.t('The image has no name yet, and a file needs one: tag it first.'));
}

async function runFilesOf(image: string): Promise<readonly vscode.Uri[]> {
  const { readRunFile } = await import('../../../core/run/file/readRunFile');
  const files = await findInWorkspace('**/*.train.json');
  const texts = await Promise.all(files.map(async (uri) => vscode.workspace.fs.readFile(uri)));
  return files.filter((uri, index) => {
    const { run } = readRunFile(new TextDecoder().decode(texts[index]), uri.path);
    return run?.image === image;
  });
}
