import * as l10n from '@vscode/l10n';
import type { LoadReport } from '../../core/load/report/loadReport';
import { readLoadReport } from '../../core/load/report/readLoadReport';
import { folderOf, joinPath, resolvePath } from '../../core/paths';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';

/** Where reports are kept, beside the runs. */
export const loadsFolder = (runsFolder: string): string => joinPath(runsFolder, 'loads');

const ending = '.load.json';

/** Answers with its place: the one that is given, or one in the folder of loads beside the runs. */
export async function storeLoad(
  { disk }: Pick<World, 'disk'>,
  report: LoadReport,
  where: { readonly path?: string; readonly folder?: string } = {},
): Promise<string> {
  const { path = joinPath(loadsFolder(where.folder ?? disk.runsFolder), fileName(report)) } = where;
  await disk.makeFolder(folderOf(path));
  await disk.writeText(path, `${JSON.stringify(report)}\n`);
  return path;
}

/** A page for people, beside what it tells of. */
export async function storePage(
  { disk }: Pick<World, 'disk'>,
  beside: string,
  text: string,
): Promise<string> {
  const path = `${beside.replace(/\.json$/, '')}.md`;
  await disk.makeFolder(folderOf(path));
  await disk.writeText(path, text);
  return path;
}

/** The newest first: their names end with their time. */
export async function listLoads(
  { disk }: Pick<World, 'disk'>,
  runsFolder: string,
): Promise<readonly string[]> {
  const folder = loadsFolder(runsFolder);
  const files = (await disk.files(folder)).map(({ path }) => path).filter((path) => path.endsWith(ending));
  return files
    .toSorted((left, right) => momentOf(right).localeCompare(momentOf(left)))
    .map((path) => resolvePath(folder, path));
}

const momentOf = (path: string): string => /(\d{8}-\d{6})\.load\.json$/.exec(path)?.[1] ?? '';

function fileName({ name, at }: LoadReport): string {
  const moment = new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return `${name.replaceAll(/[^\w.-]+/g, '-').replaceAll(/^-+|-+$/g, '')}-${moment}${ending}`;
}

export async function readLoad({ disk }: Pick<World, 'disk'>, path: string): Promise<LoadReport> {
  const text = await disk.readText(path);
  if (text === undefined)
    throw new Problem(
      'file-unreadable',
      l10n.t('The load test {0} cannot be read. Is the path right?', path),
    );
  const report = readLoadReport(text);
  if (!report) throw new Problem('file-unreadable', l10n.t('{0} is no load test of Longshore.', path));
  return report;
}
