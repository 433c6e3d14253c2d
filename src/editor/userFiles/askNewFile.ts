import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { FileParts } from '../../app/userFiles/findParts';
import { findParts } from '../../app/userFiles/findParts';
import { splitName } from '../../core/images/image';
import { checkImageName } from '../../core/images/imageName';
import { folderOf, nameOf, relativePath } from '../../core/paths';
import { Problem } from '../../core/problem';
import type { Services } from '../services';
import { pathOf } from './documents';
import { pickFolder } from './writeNewFile';

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value?: T;
}

/** Where a new file goes, and what could be in it. */
export interface Workspace {
  readonly root: vscode.Uri;
  readonly found: Promise<FileParts>;
}

type Container = { readonly image: string } | { readonly dockerfile: vscode.Uri };

/** The first answer to what a new file is to say. */
export interface NewFile {
  readonly workspace: Workspace;
  /** Where it will lie: beside its Dockerfile. */
  readonly folder: vscode.Uri;
  readonly name: string;
  /** As the file names it. */
  readonly container: { readonly image: string } | { readonly dockerfile: string };
  /** As paths stand in it. */
  readonly relative: (uri: vscode.Uri) => string;
}

interface Question {
  readonly title: string;
  readonly placeHolder: string;
  readonly otherwise: string;
  /** The answer, where it is known already. */
  readonly known: { readonly image: string } | undefined;
}

/** Asks what the file is made of; undefined when the user gave up. */
export async function askNewFile(services: Services, question: Question): Promise<NewFile | undefined> {
  const root = await pickFolder();
  if (!root) {
    if (vscode.workspace.workspaceFolders) return undefined;
    throw new Problem('bad-usage', l10n.t('Open a folder first: the file belongs to one.'));
  }
  const { files } = await services.localWorld();
  const found = findParts(files, pathOf(root), new AbortController().signal);
  const workspace: Workspace = { root, found };
  const chosen = question.known ?? (await askContainer(services, workspace, question));
  if (!chosen) return undefined;
  const [folder, container] =
    'dockerfile' in chosen
      ? [vscode.Uri.joinPath(chosen.dockerfile, '..'), { dockerfile: nameOf(chosen.dockerfile.path) }]
      : [root, chosen];
  return {
    workspace,
    folder,
    container,
    name: nameFor(chosen, question.otherwise),
    relative: (uri) => relativePath(folder.path, uri.path),
  };
}

/** After the image, or the folder of the Dockerfile. */
function nameFor(container: Container, otherwise: string): string {
  const name =
    'image' in container
      ? nameOf(splitName(container.image).repository)
      : nameOf(folderOf(container.dockerfile.path));
  const cut = name.replaceAll(/[^A-Za-z0-9-]+/g, '-').slice(0, 63);
  return cut.replaceAll(/^-+|-+$/g, '') || otherwise;
}

async function askContainer(
  services: Services,
  workspace: Workspace,
  question: { readonly title: string; readonly placeHolder: string },
): Promise<Container | undefined> {
  const another: Choice<Container> = { label: l10n.t('$(edit) Another Image…') };
  const load = async (): Promise<ReadonlyArray<Choice<Container>>> => [
    ...(await dockerfileChoices(workspace)),
    ...(await imageChoices(services)),
    another,
  ];
  const chosen = await vscode.window.showQuickPick(load(), question);
  if (chosen !== another) return chosen?.value;
  const image = await vscode.window.showInputBox({
    title: question.title,
    prompt: l10n.t('The image, as repository:tag.'),
    validateInput: (text) => checkImageName(text),
  });
  return image === undefined ? undefined : { image };
}

async function dockerfileChoices({ root, found }: Workspace): Promise<ReadonlyArray<Choice<Container>>> {
  const { dockerfiles } = await found;
  if (dockerfiles.length === 0) return [];
  const choices = choicesOf(root, dockerfiles).map(({ label, value }) => ({
    label,
    value: { dockerfile: value },
  }));
  return [separator(l10n.t('Dockerfiles')), ...choices];
}

/** None when the engine does not answer: a Dockerfile or a name does without it. */
async function imageChoices({ world }: Services): Promise<ReadonlyArray<Choice<Container>>> {
  try {
    const images = await (await world()).docker.listImages(new AbortController().signal);
    const names = images.flatMap(({ tags }) => tags).toSorted();
    if (names.length === 0) return [];
    return [separator(l10n.t('Images')), ...names.map((image) => ({ label: image, value: { image } }))];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [];
  }
}

export const choicesOf = (root: vscode.Uri, paths: readonly string[]) =>
  paths.map((label) => ({ label, value: vscode.Uri.joinPath(root, label) }));

export const separator = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator });
