import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { listLoads, readLoad, storePage } from '../../app/load/storedLoads';
import { formatAge } from '../../core/format';
import { compareLoads } from '../../core/load/compare/compareLoads';
import { comparisonMarkdown } from '../../core/load/report/reportMarkdown';
import { nameOf } from '../../core/paths';
import { Problem } from '../../core/problem';
import type { Services } from '../services';
import { showReport } from './showReport';

interface Choice extends vscode.QuickPickItem {
  readonly path: string;
}

/** Lays two load tests side by side; the later one may be known already. */
export async function compareStored(services: Services, folder: string, known?: string): Promise<void> {
  const world = await services.world();
  const title = l10n.t('Compare Load Tests');
  const paths = (await listLoads(world, folder)).filter((path) => path !== known);
  if (paths.length < (known === undefined ? 2 : 1))
    throw new Problem('data-missing', l10n.t('There is no other load test yet. Run one first.'));
  const after = known ?? (await pick(services, paths, { title, placeHolder: l10n.t('The later one') }));
  if (after === undefined) return;
  const others = paths.filter((path) => path !== after);
  const before = await pick(services, others, { title, placeHolder: l10n.t('The one before') });
  if (before === undefined) return;
  const reports = [await readLoad(world, before), await readLoad(world, after)] as const;
  const text = comparisonMarkdown(compareLoads(...reports));
  await showReport(await storePage(world, `${after.replace(/\.load\.json$/, '')}-compared`, text));
}

async function pick(
  services: Services,
  paths: readonly string[],
  options: { readonly title: string; readonly placeHolder: string },
): Promise<string | undefined> {
  const world = await services.world();
  const load = async (): Promise<Choice[]> => {
    const now = world.clock.now() / 1000;
    const choices = await Promise.all(
      paths.map(async (path): Promise<Choice> => {
        const { name, at, variant } = await readLoad(world, path);
        const label = variant === undefined ? name : `${name} · ${variant}`;
        return { label, description: formatAge(at / 1000, now), detail: nameOf(path), path };
      }),
    );
    return choices;
  };
  return (await vscode.window.showQuickPick(load(), { ...options, ignoreFocusOut: true }))?.path;
}
