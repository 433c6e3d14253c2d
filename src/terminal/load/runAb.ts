import { resolve } from 'node:path';
import { comparePairs, type PairTarget } from '../../app/load/comparePairs';
import { makeTarget } from '../../app/load/makeTarget';
import type { Tolerance } from '../../core/load/compare/answers';
import type { PairReport } from '../../core/load/compare/pairReport';
import { differenceTable, pairLines, pairTable } from '../../core/load/report/comparisonTables';
import type { World } from '../../core/ports';
import type { Terminal } from '../commandLine';
import { table } from '../table';
import type { RequestOptions } from './loadOptions';

export interface AbOptions {
  readonly places: readonly [string, string];
  readonly variants: readonly [string | undefined, string | undefined];
  readonly request: RequestOptions;
  readonly rounds: number;
  readonly tolerance: Tolerance;
  readonly json: boolean;
}

export async function runAb(world: World, asked: AbOptions, terminal: Terminal): Promise<number> {
  const { signal } = terminal;
  const payloads = asked.request.payloads.map((path) => resolve(path).replaceAll('\\', '/'));
  const side = async (index: 0 | 1): Promise<PairTarget> => {
    const [url, variant] = [asked.places[index], asked.variants[index]];
    const target = await makeTarget(world, { url, variant }, { ...asked.request, payloads }, signal);
    return { name: variant ?? url, target };
  };
  const report = await comparePairs(
    world,
    { sides: [await side(0), await side(1)], tolerance: asked.tolerance, rounds: asked.rounds },
    { signal, report: () => undefined },
  );
  if (asked.json) terminal.out(JSON.stringify(report, undefined, 2));
  else tell(report, terminal);
  return report.rows.every(({ same }) => same) ? 0 : 1;
}

function tell(report: PairReport, { out }: Terminal): void {
  for (const each of [pairTable(report), differenceTable(report)])
    if (each)
      out(
        `${table(
          each.head.map((title) => title.toUpperCase()),
          each.rows,
        )}\n`,
      );
  pairLines(report).forEach((line) => out(line));
}
