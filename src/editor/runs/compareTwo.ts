import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { compareRuns } from '../../core/run/compare';
import { Problem } from '../../core/problem';
import { comparedRun, comparisonText } from '../../core/run/comparison';
import { runFolder } from '../../core/run/runFolder';
import type { RunRecord } from '../../core/run/runRecord';
import type { Services } from '../services';
import { pickRuns } from './pickRuns';
import type { RunsView } from './runsView';

/** Two runs side by side, as a table of what differs. */
export async function compareTwo(services: Services, view: RunsView, rows: readonly string[]): Promise<void> {
  const title = l10n.t('Choose two runs to compare');
  const asked = rows.length === 2 ? rows : [];
  const [left, right, ...more] = await pickRuns(view, asked, { title, fits: () => true, many: true });
  if (!left) return;
  if (!right || more.length > 0) throw new Problem('bad-usage', l10n.t('Choose two runs.'));
  const { disk } = await services.world();
  const files = async ({ folder, hosts }: RunRecord) =>
    (
      await Promise.all(hosts.map(async ({ name }) => disk.files(`${runFolder(folder).ml(name)}/model`)))
    ).flat();
  const differences = compareRuns(
    comparedRun(left, await files(left)),
    comparedRun(right, await files(right)),
  );
  const document = await vscode.workspace.openTextDocument({
    language: 'markdown',
    content: comparisonText(left, right, differences),
  });
  await vscode.commands.executeCommand('markdown.showPreview', document.uri);
}
