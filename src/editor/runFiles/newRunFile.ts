import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { findRunParts, type RunParts } from '../../app/runs/findRunParts';
import { folderOf, nameOf, relativePath } from '../../core/paths';
import { splitName } from '../../core/images/image';
import { checkImageName } from '../../core/images/imageName';
import { Problem } from '../../core/problem';
import type { NewRun } from '../../core/run/file/newRunFile';
import type { Services } from '../services';
import { pathOf } from './runDocuments';
import { pickFolder, writeNewFile } from './writeNewFile';

interface Choice<T> extends vscode.QuickPickItem {
  readonly value?: T;
}

/** Asks what to train in, on which data and with which program; each question can be left open. */
export async function newRunFile(services: Services): Promise<void> {
  const root = await pickFolder();
  if (!root) throw new Problem('bad-usage', l10n.t('Open a folder first: a run file belongs to one.'));
  const { files } = await services.localWorld();
  const found = findRunParts(files, pathOf(root), new AbortController().signal);
  const workspace: Workspace = { root, found };
  const container = await askContainer(services, workspace);
  if (!container) return;
  const folder = 'dockerfile' in container ? vscode.Uri.joinPath(container.dockerfile, '..') : root;
  const relative = (uri: vscode.Uri): string => relativePath(folder.path, uri.path);
  const data = await askData(workspace);
  if (!data) return;
  const script = await askScript(workspace);
  if (!script) return;
  const answers: NewRun = {
    container:
      'dockerfile' in container
        ? { dockerfile: nameOf(container.dockerfile.path) }
        : { image: container.image },
    ...(data.value ? { data: relative(data.value) } : {}),
    ...(script.value ? { script: relative(script.value) } : {}),
  };
  const { newRunFile: textOf } = await import('../../core/run/file/newRunFile');
  await writeNewFile(folder, fileName(container), textOf(answers));
}

interface Workspace {
  readonly root: vscode.Uri;
  readonly found: Promise<RunParts>;
}

type Container = { readonly image: string } | { readonly dockerfile: vscode.Uri };

/** After the image, or the folder of the Dockerfile. */
function fileName(container: Container): string {
  const name =
    'image' in container
      ? nameOf(splitName(container.image).repository)
      : nameOf(folderOf(container.dockerfile.path));
  return name.replaceAll(/[^A-Za-z0-9-]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'training';
}

async function askContainer(services: Services, workspace: Workspace): Promise<Container | undefined> {
  const another: Choice<Container> = { label: l10n.t('$(edit) Another Image…') };
  const load = async (): Promise<ReadonlyArray<Choice<Container>>> => [
    ...(await dockerfileChoices(workspace)),
    ...(await imageChoices(services)),
    another,
  ];
  const options = { title: l10n.t('New Training Run File (1/3)'), placeHolder: l10n.t('What should train?') };
  const chosen = await vscode.window.showQuickPick(load(), options);
  if (chosen !== another) return chosen?.value;
  const image = await vscode.window.showInputBox({
    title: options.title,
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

async function askData({ root, found }: Workspace): Promise<Choice<vscode.Uri> | undefined> {
  const another: Choice<vscode.Uri> = { label: l10n.t('$(folder-opened) Another Folder…') };
  const load = async (): Promise<ReadonlyArray<Choice<vscode.Uri>>> => [
    ...choicesOf(root, (await found).folders),
    another,
    { label: l10n.t('$(circle-slash) No Data') },
  ];
  const chosen = await vscode.window.showQuickPick(load(), {
    title: l10n.t('New Training Run File (2/3)'),
    placeHolder: l10n.t('On which data?'),
  });
  if (chosen !== another) return chosen;
  const [value] =
    (await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false })) ?? [];
  return value && { label: value.path, value };
}

async function askScript({ root, found }: Workspace): Promise<Choice<vscode.Uri> | undefined> {
  const load = async (): Promise<ReadonlyArray<Choice<vscode.Uri>>> => [
    { label: l10n.t('$(package) The Image Starts by Itself') },
    separator(l10n.t("A program, for images with SageMaker's training toolkit")),
    ...choicesOf(root, (await found).programs),
  ];
  return vscode.window.showQuickPick(load(), {
    title: l10n.t('New Training Run File (3/3)'),
    placeHolder: l10n.t('What should run?'),
  });
}

const choicesOf = (root: vscode.Uri, paths: readonly string[]) =>
  paths.map((label) => ({ label, value: vscode.Uri.joinPath(root, label) }));

const separator = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator });
