import * as l10n from '@vscode/l10n';
import type { LoadReport } from '../../core/load/report/loadReport';
import { readLoadReport } from '../../core/load/report/readLoadReport';
import { folderOf, joinPath } from '../../core/paths';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';

/** Where reports are kept, beside the runs. */
const loadsFolder = (runsFolder: string): string => joinPath(runsFolder, 'loads');

/** Answers with its place; in the folder of loads when none is given. */
export async function storeLoad(
  { disk }: Pick<World, 'disk'>,
  report: LoadReport,
  place: string = joinPath(loadsFolder(disk.runsFolder), fileName(report)),
): Promise<string> {
  await disk.makeFolder(folderOf(place));
  await disk.writeText(place, `${JSON.stringify(report)}\n`);
  return place;
}

function fileName({ name, at }: LoadReport): string {
  const moment = new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return `${name.replaceAll(/[^\w.-]+/g, '-').replaceAll(/^-+|-+$/g, '')}-${moment}.load.json`;
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
