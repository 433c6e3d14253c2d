import * as l10n from '@vscode/l10n';
import type { LoadEvent, LoadOrder } from '../../app/load/loadOrder';
import { makeTarget } from '../../app/load/makeTarget';
import { runSteps } from '../../app/load/runSteps';
import { searchRate } from '../../app/load/searchRate';
import { readLoad, storeLoad } from '../../app/load/storedLoads';
import { given } from '../../core/json';
import { compareLoads, type LoadComparison } from '../../core/load/compare/compareLoads';
import { judge } from '../../core/load/findRate';
import { comparisonNotes, comparisonTable } from '../../core/load/report/comparisonTables';
import type { LoadReport } from '../../core/load/report/loadReport';
import {
  failureInWords,
  limitInWords,
  paceInWords,
  rateInWords,
  timeInWords,
} from '../../core/load/report/words';
import {
  correctedTable,
  errorTable,
  foundInWords,
  stepTable,
  tryTable,
  variantTable,
  type Table,
} from '../../core/load/report/reportTables';
import type { World } from '../../core/ports';
import type { Terminal } from '../commandLine';
import { table } from '../table';
import type { LoadOptions } from './loadOptions';
import { absolute, requirePayloads, withPlace } from './withPlace';

export async function runLoad(world: World, asked: LoadOptions, terminal: Terminal): Promise<number> {
  const { signal } = terminal;
  const earlier = asked.compare === undefined ? undefined : await readLoad(world, absolute(asked.compare));
  const report = await withPlace(world, asked.place, terminal, async (place) => {
    const sample = asked.request.payloads.length === 0 ? place.sample : [];
    const payloads = requirePayloads([...asked.request.payloads.map(absolute), ...sample]);
    const { variant } = asked;
    const order: LoadOrder = {
      name: place.name,
      ...given({ variant }),
      target: await makeTarget(world, { url: place.url, variant }, { ...asked.request, payloads }, signal),
      watched: { containers: [...place.containers, ...asked.containers], gpus: place.gpus },
    };
    return load(world, order, asked, terminal);
  });
  const kept = await storeLoad(world, report, asked.out === undefined ? {} : { path: absolute(asked.out) });
  const comparison = earlier && compareLoads(earlier, report);
  if (asked.json) terminal.out(JSON.stringify(comparison ? { report, comparison } : report, undefined, 2));
  else tell(report, comparison, terminal);
  terminal.error(l10n.t('Report: {0}', kept));
  if (signal.aborted) return 130;
  return exitCode(report, { asked, comparison }, terminal);
}

async function load(
  world: World,
  order: LoadOrder,
  { work, errorShare }: LoadOptions,
  terminal: Terminal,
): Promise<LoadReport> {
  const follow = { signal: terminal.signal, report: (event: LoadEvent) => tellEvent(event, terminal) };
  if (work.kind === 'steps') return runSteps(world, order, work.steps, follow);
  const { from, ...search } = work;
  return searchRate(world, order, { ...search, ...given({ from }), errorShare }, follow);
}

function tellEvent(event: LoadEvent, { error }: Terminal): void {
  if (event.kind !== 'stepped') return;
  const { report, judged } = event;
  const said = l10n.t(
    '{0}: answered {1}, p50 {2}, p99 {3}',
    paceInWords(report.pace),
    rateInWords(report.rate.achieved),
    timeInWords(report.latency.p50),
    timeInWords(report.latency.p99),
  );
  error(judged?.failed === undefined ? said : `${said} (${failureInWords(judged.failed)})`);
}

function tell(report: LoadReport, comparison: LoadComparison | undefined, { out, error }: Terminal): void {
  const show = (shown: Table | undefined): void => {
    if (shown)
      out(
        `${table(
          shown.head.map((title) => title.toUpperCase()),
          shown.rows,
        )}\n`,
      );
  };
  show(report.found ? tryTable(report.found) : stepTable(report));
  show(variantTable(report));
  show(errorTable(report));
  const corrected = correctedTable(report);
  if (corrected) out(l10n.t('Corrected for what a closed loop leaves out (coordinated omission):'));
  show(corrected);
  if (report.found) foundInWords(report.found).forEach((line) => out(line));
  report.notes.forEach((line) => error(line));
  if (!comparison) return;
  if (comparison.steps.length > 0) show(comparisonTable(comparison));
  comparisonNotes(comparison).forEach((line) => out(line));
}

function exitCode(
  report: LoadReport,
  { asked, comparison }: { readonly asked: LoadOptions; readonly comparison: LoadComparison | undefined },
  { error }: Terminal,
): number {
  const { limit, errorShare, work } = asked;
  if (report.found?.bound === 'below' || report.isGone) return 1;
  if (work.kind === 'steps' && limit) {
    const beyond = report.steps.filter(
      (step) => judge(step, { limit, errorShare, safety: 1, from: 0, to: 0 }).failed !== undefined,
    );
    for (const { pace } of beyond) error(l10n.t('{0}: beyond {1}.', paceInWords(pace), limitInWords(limit)));
    if (beyond.length > 0) return 1;
  }
  const isSlower = comparison?.steps.some(({ quantiles }) =>
    quantiles.some(({ verdict }) => verdict === 'slower'),
  );
  return asked.check && isSlower === true ? 1 : 0;
}
