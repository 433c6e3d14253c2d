import * as l10n from '@vscode/l10n';
import { joinPath } from '../../core/paths';
import type { LocalWorld } from '../../core/ports';
import { Problem } from '../../core/problem';
import { readTemplate, templateName } from '../../core/scaffold/readTemplate';
import type { Template } from '../../core/scaffold/template';

/** Bytes. */
const largestText = 1024 * 1024;

/** A template and where it lies. */
export interface LoadedTemplate extends Template {
  readonly folder: string;
}

/** `region` is the user's. */
export async function loadTemplate(
  files: LocalWorld['files'],
  folder: string,
  region: string,
  signal: AbortSignal,
): Promise<LoadedTemplate> {
  const path = joinPath(folder, templateName);
  return { ...readTemplate(await readText(files, path, signal), path, region), folder };
}

export async function readText(
  files: LocalWorld['files'],
  path: string,
  signal: AbortSignal,
): Promise<string> {
  const text = await files.read(path, largestText, signal);
  if (text === undefined) throw new Problem('file-unreadable', l10n.t('{0} cannot be read.', path));
  return text;
}
