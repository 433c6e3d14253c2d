import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { formatSize } from '../../core/format';
import { Problem } from '../../core/problem';
import { runFolder } from '../../core/run/runFolder';
import type { RunRecord } from '../../core/run/runRecord';
import { isOver } from '../../core/run/runRecord';
import type { Handlers } from '../register';
import { askedRunFile } from '../runFiles/runDocuments';
import { pathOf } from '../userFiles/documents';
import type { Services } from '../services';
import { finishStep } from '../walkthrough/finishStep';
import { compareTwo } from './compareTwo';
import { openArtifacts } from './openArtifacts';
import { pickRuns } from './pickRuns';
import { tellOutcome } from './runner';
import type { RunsView } from './runsView';
import { showLog } from './showLog';
import { startRun } from './startRun';

type RunCommand =
  | 'trainLocally'
  | 'watchLastRun'
  | 'refreshRuns'
  | 'showRunLog'
  | 'stopRun'
  | 'killRun'
  | 'interruptRun'
  | 'trainAgain'
  | 'openRunFile'
  | 'openArtifacts'
  | 'compareRuns'
  | 'deleteRuns'
  | 'pruneRuns';

const ended = isOver;
const running = (run: RunRecord): boolean => !isOver(run);

export function runHandlers(services: Services, view: RunsView): Pick<Handlers, RunCommand> {
  const one = async (
    rows: readonly string[],
    title: string,
    fits: (run: RunRecord) => boolean = () => true,
  ) => (await pickRuns(view, rows, { title, fits, many: false }))[0];
  const control = async (rows: readonly string[], title: string, act: 'stop' | 'kill' | 'interrupt') => {
    const run = await one(rows, title, running);
    if (run) controlOf(view, run)[act]();
  };
  return {
    trainLocally: async (addresses) => {
      const document = await askedRunFile(addresses);
      if (document) await train(services, view, document);
    },
    watchLastRun: async (addresses) => {
      const document = await askedRunFile(addresses);
      if (!document) return;
      const path = pathOf(document.uri);
      const run = (await view.current()).find(({ runFile }) => runFile === path);
      if (run) return showLog(view, run);
      void vscode.window.showInformationMessage(l10n.t('This file has not been run yet.'));
    },
    refreshRuns: async () => view.refresh(),
    showRunLog: async (rows) => {
      const run = await one(rows, l10n.t('Show Log of Run'));
      if (run) await showLog(view, run);
    },
    stopRun: async (rows) => control(rows, l10n.t('Stop Run'), 'stop'),
    killRun: async (rows) => control(rows, l10n.t('Kill Run'), 'kill'),
    interruptRun: async (rows) => control(rows, l10n.t('Simulate Spot Interruption'), 'interrupt'),
    trainAgain: async (rows) => {
      const run = await one(rows, l10n.t('Train Again'), ended);
      if (run) await train(services, view, await vscode.workspace.openTextDocument(run.runFile));
    },
    openRunFile: async (rows) => {
      const run = await one(rows, l10n.t('Open Run File'));
      if (run) await vscode.window.showTextDocument(vscode.Uri.file(run.runFile));
    },
    openArtifacts: async (rows) => {
      const run = await one(rows, l10n.t('Open Artifacts'), ended);
      if (run) await openArtifacts(services, run);
    },
    compareRuns: async (rows) => compareTwo(services, view, rows),
    deleteRuns: async (rows) => {
      const title = l10n.t('Delete Runs');
      await deleteAsked(services, view, await pickRuns(view, rows, { title, fits: ended, many: true }));
    },
    pruneRuns: async () => prune(services, view),
  };
}

function controlOf(view: RunsView, { id, title }: RunRecord) {
  const control = view.runner.control(id);
  if (control) return control;
  throw new Problem(
    'run-gone',
    l10n.t('{0} is followed by another window or terminal. Stop it there.', title),
  );
}

async function train(services: Services, view: RunsView, document: vscode.TextDocument): Promise<void> {
  const record = await startRun(services, view, document);
  if (!record) return;
  if (record.status === 'completed') finishStep('train');
  await tellOutcome(record, {
    showLog: async () => showLog(view, record),
    openArtifacts: async () => openArtifacts(services, record),
  });
}

async function deleteAsked(services: Services, view: RunsView, runs: readonly RunRecord[]): Promise<void> {
  if (runs.length === 0) return;
  const question =
    runs.length === 1
      ? l10n.t('Delete the run {0}?', runs[0]?.id ?? '')
      : l10n.t('Delete {0} runs?', runs.length);
  const detail = l10n.t('Their logs, models and other files are deleted from this machine.');
  const yes = l10n.t('Delete');
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) return;
  const { deleteRuns } = await import('../../app/runs/storedRuns');
  await services.activity.run(l10n.t('Deleting runs'), async () => deleteRuns(await services.world(), runs));
  await view.refresh();
}

/** Shows what each run takes of the disk, and leftovers of others here and on the engine, and deletes what is chosen. */
async function prune(services: Services, view: RunsView): Promise<void> {
  const runs = (await view.current()).filter(ended);
  if (runs.length > 0) await askWhichMayGo(services, view, runs);
  await offerDownloads(services, await view.folder());
  await offerOrphans(services, await view.current());
}

async function askWhichMayGo(services: Services, view: RunsView, runs: readonly RunRecord[]): Promise<void> {
  const [{ measureRuns }, world] = await Promise.all([import('../../app/runs/storedRuns'), services.world()]);
  const sizes = await services.activity.run(l10n.t('Measuring runs'), async () => measureRuns(world, runs));
  const items = runs.map((run) => ({
    label: run.title,
    description: formatSize(sizes.get(run.id) ?? 0),
    detail: runFolder(run.folder).root,
    run,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: l10n.t('Which runs may go?'),
    matchOnDescription: true,
  });
  await deleteAsked(services, view, chosen?.map(({ run }) => run) ?? []);
}

/** What runs had downloaded from S3 stays for the next ones, until somebody wants the space. */
async function offerDownloads(services: Services, runsFolder: string): Promise<void> {
  const [{ deleteDownloads, measureDownloads }, world] = await Promise.all([
    import('../../app/runs/storedRuns'),
    services.world(),
  ]);
  const bytes = await measureDownloads(world, runsFolder);
  if (bytes === 0) return;
  const yes = l10n.t('Delete');
  const question = l10n.t('{0} of downloads from S3 are used by no run any more.', formatSize(bytes));
  if ((await vscode.window.showWarningMessage(question, yes)) !== yes) return;
  const freed = await deleteDownloads(world, runsFolder);
  void vscode.window.showInformationMessage(l10n.t('{0} are free again.', formatSize(freed)));
}

async function offerOrphans(services: Services, runs: readonly RunRecord[]): Promise<void> {
  const [{ findUnfollowed, removeOrphans }, world] = await Promise.all([
    import('../../app/runs/resumeRun'),
    services.world(),
  ]);
  const { signal } = new AbortController();
  const { orphans } = await findUnfollowed(world, runs, () => true, signal);
  if (orphans.length === 0) return;
  const remove = l10n.t('Remove');
  const question = l10n.t('{0} containers belong to runs that are not here any more.', orphans.length);
  if ((await vscode.window.showWarningMessage(question, remove)) === remove)
    await removeOrphans(world, orphans, signal);
}
