import * as vscode from 'vscode';

/** What others have written lies there too, and is not meant. */
const notOurs = '**/{node_modules,.git,.venv}/**';

/** The names of Dockerfiles, as alternatives of a pattern. */
export const dockerfileNames =
  'Dockerfile,Dockerfile.*,*.Dockerfile,*.dockerfile,Containerfile,Containerfile.*';

export const findDockerfiles = async (): Promise<readonly vscode.Uri[]> =>
  findInWorkspace(`**/{${dockerfileNames}}`);

export const findInWorkspace = async (pattern: string): Promise<readonly vscode.Uri[]> =>
  vscode.workspace.findFiles(pattern, notOurs);

/** The only one, or the one that the user takes; nothing when they gave up. */
export async function pickFile(files: readonly vscode.Uri[], title: string): Promise<vscode.Uri | undefined> {
  if (files.length < 2) return files[0];
  const items = files
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }))
    .toSorted((left, right) => left.label.localeCompare(right.label));
  // A page that opens just now would take the focus, and with it the question.
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.uri;
}
