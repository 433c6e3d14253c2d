/** From a write in `/opt/ml` to the row that shows it in the window, alone and in a storm beside it. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageProduct } from '../../src/build/package';
import type { Engine } from '../support/engine/engine';
import { ownFolder } from '../support/ownership';
import { watchedRun } from '../support/runs/watchedRun';
import { launchChromium } from '../support/vscode/chromium';
import { startServer } from '../support/vscode/server/startServer';
import { openWorkbench } from '../support/workbench/openWorkbench';
import type { Workbench } from '../support/workbench/workbench';
import { milliseconds, percentile, printTable } from './table';

const root = fileURLToPath(new URL('../..', import.meta.url));
const marks = 25;

export async function printOnScreen(engine: Engine): Promise<void> {
  const { path: vsix } = await packageProduct(root);
  const [workspace, runs] = [ownFolder('bench-workspace'), ownFolder('bench-runs')];
  watchedRun(workspace.path);
  const environment = { DOCKER_HOST: engine.host, LONGSHORE_RUNS: runs.path };
  const browser = await launchChromium();
  const server = await startServer({ version: 'current', extensions: [{ vsix }], environment });
  try {
    const workbench = await openWorkbench({ server, browser, workspace: workspace.path, theme: 'dark' });
    await workbench.openContainer('SageMaker');
    await workbench.openFile('watched.train.json');
    await workbench.editor.clickCodeLens('Train Locally');
    const view = workbench.view('Runs');
    await view.row('/opt/ml').expand();
    const folder = join(runs.path, readdirSync(runs.path)[0] ?? '', 'hosts/algo-1/ml/model');
    const rows: string[][] = [];
    for (const perSecond of [0, 50]) {
      const storm = startStorm(join(folder, 'storm'), perSecond);
      await view.row('model').expand();
      const times = await measure(workbench, folder);
      await storm();
      const late = [0.5, 0.95, 1].map((share) => milliseconds(percentile(times, share)));
      rows.push([`${perSecond} other files in a second`, ...late, '500 ms']);
    }
    printTable('A write until its row is in the window', ['beside', 'p50', 'p95', 'slowest', 'budget'], rows);
    await view.row('watched').clickInlineAction('Stop Run');
    await workbench.notification(/watched was stopped/).root.waitFor();
  } finally {
    await browser.close();
    await server.stop();
    workspace.release();
    runs.release();
  }
}

/** Names that sort first, as the list in the window has only what is in sight. */
async function measure(workbench: Workbench, folder: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let mark = 0; mark < marks; mark += 1) {
    const name = `!${mark}-${Math.random().toString(36).slice(2)}`;
    // Playwright's own waiting looks only now and then.
    const shown = workbench.page.waitForFunction(
      (wanted) =>
        [...document.querySelectorAll('.label-name')].some(
          ({ textContent }) => textContent?.trim() === wanted,
        ),
      name,
      { polling: 5 },
    );
    const started = performance.now();
    writeFileSync(join(folder, name), '');
    await shown;
    times.push(performance.now() - started);
    rmSync(join(folder, name));
    await sleep(200 + Math.random() * 400);
  }
  return times;
}

function startStorm(folder: string, perSecond: number): () => Promise<void> {
  mkdirSync(folder, { recursive: true });
  let count = 0;
  const write = (): void => writeFileSync(join(folder, `file-${(count += 1)}`), 'x');
  const timer = perSecond === 0 ? undefined : setInterval(write, 1000 / perSecond);
  return async () => {
    clearInterval(timer);
    rmSync(folder, { recursive: true });
    await sleep(500);
  };
}
