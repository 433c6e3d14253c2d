import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { EndpointFile, Variant } from '../../core/endpoint/file/endpointFile';
import { Problem } from '../../core/problem';
import { readTransformOptions } from '../../core/transform/readTransformOptions';
import { fileEndText, progressText } from '../../core/transform/transformInWords';
import {
  advanceTransform,
  noProgress,
  type FileEnd,
  type TransformEvent,
} from '../../core/transform/transformState';
import { endpointFileKind } from '../endpointFiles/endpointDocuments';
import { requireTrust } from '../requireTrust';
import type { Services } from '../services';
import { runsFolder } from '../runsFolder';
import { askedDocument, pathOf } from '../userFiles/documents';
import { askTransform, optionsOf, type Words } from './askTransform';

/** Asks what and how, transforms, and says what became of the files. */
export async function transformBatch(
  services: Services,
  log: vscode.OutputChannel,
  rows: readonly string[],
): Promise<void> {
  requireTrust(l10n.t('Transforming runs programs: it needs a workspace that you trust.'));
  const asked = await askEndpoint(services, rows);
  if (!asked) return;
  const words = await askTransform(services, {
    title: l10n.t('Transform Batch Locally'),
    start: l10n.t('Transform'),
    places: 'local',
    memory: `transform:${asked.path}`,
  });
  const { input, output } = words ?? {};
  if (!words || input === undefined || output === undefined) return;
  log.clear();
  const files = await transform(services, { ...asked, words, input, output }, log);
  await tellEnd(files, output, log);
}

interface Chosen extends AskedEndpoint {
  readonly words: Words;
  readonly input: string;
  readonly output: string;
}

async function transform(
  services: Services,
  { path, endpoint, variant, words, input, output }: Chosen,
  log: vscode.OutputChannel,
): Promise<readonly FileEnd[]> {
  const [world, { transformLocally }] = await Promise.all([
    services.world(),
    import('../../app/transform/transformLocally'),
  ]);
  const job = {
    endpoint,
    file: path,
    variant: variant.name,
    input,
    isManifest: false,
    output,
    options: readTransformOptions(optionsOf(words)),
    stopsOnError: false,
    runsFolder: runsFolder(world),
    follower: process.pid,
  };
  return services.activity.run(l10n.t('Transforming'), async (signal, tell) => {
    let progress = noProgress;
    const hear = (event: TransformEvent): void => {
      progress = advanceTransform(progress, event);
      tell(progressText(progress));
      if (event.kind === 'file') log.appendLine(fileEndText(event.file));
      if (event.kind === 'note') log.appendLine(event.text);
    };
    const line = (host: string, text: string): void => log.appendLine(`${host} | ${text}`);
    const { files } = await transformLocally(world, job, { tell: hear, line, signal });
    return files;
  });
}

export interface AskedEndpoint {
  readonly path: string;
  readonly endpoint: EndpointFile;
  readonly variant: Variant;
}

export async function askEndpoint(
  services: Services,
  rows: readonly string[],
): Promise<AskedEndpoint | undefined> {
  const document = await askedDocument(endpointFileKind(), rows);
  if (!document) return undefined;
  if (document.isDirty && !(await document.save()))
    throw new Problem('file-unwritable', l10n.t('The endpoint file could not be saved.'));
  const [{ readBatchInput }, { files }] = await Promise.all([
    import('../../app/transform/readBatchInput'),
    services.localWorld(),
  ]);
  const path = pathOf(document.uri);
  const endpoint = await readBatchInput(files, path, new AbortController().signal);
  const [only] = endpoint.variants;
  const items = endpoint.variants.map((variant) => ({ label: variant.name, variant }));
  const variant =
    items.length === 1
      ? only
      : (await vscode.window.showQuickPick(items, { placeHolder: l10n.t('Which variant?') }))?.variant;
  return variant && { path, endpoint, variant };
}

async function tellEnd(files: readonly FileEnd[], output: string, log: vscode.OutputChannel): Promise<void> {
  const failed = files.filter(({ kind }) => kind === 'failed');
  const [first] = failed;
  const open = l10n.t('Open Folder');
  const show = l10n.t('Show Details');
  const chosen = first
    ? await vscode.window.showWarningMessage(
        l10n.t('{0} of {1} files were not transformed. {2}', failed.length, files.length, fileEndText(first)),
        show,
      )
    : await vscode.window.showInformationMessage(l10n.t('{0} files were transformed.', files.length), open);
  if (chosen === show) log.show();
  if (chosen === open) await vscode.commands.executeCommand('revealInExplorer', vscode.Uri.file(output));
}
