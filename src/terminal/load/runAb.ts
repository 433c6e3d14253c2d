import { comparePairs, type PairTarget } from '../../app/load/comparePairs';
import { makeTarget } from '../../app/load/makeTarget';
import type { Tolerance } from '../../core/load/compare/answers';
import type { PairReport } from '../../core/load/compare/pairReport';
import { differenceTable, pairLines, pairTable } from '../../core/load/report/comparisonTables';
import type { World } from '../../core/ports';
import type { Terminal } from '../commandLine';
import { table } from '../table';
import type { RequestOptions } from './loadOptions';
import { absolute, requirePayloads, withPlace, type LoadPlace } from './withPlace';

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
  const [first, second] = asked.places;
  const report = await withPlace(world, first, terminal, async (left) => {
    const compare = async (right: LoadPlace): Promise<PairReport> => {
      const sample = asked.request.payloads.length === 0 ? left.sample : [];
      const payloads = requirePayloads([...asked.request.payloads.map(absolute), ...sample]);
      const side = async (place: LoadPlace, variant: string | undefined): Promise<PairTarget> => ({
        name: variant ?? place.url,
        target: await makeTarget(world, { url: place.url, variant }, { ...asked.request, payloads }, signal),
      });
      const sides = [await side(left, asked.variants[0]), await side(right, asked.variants[1])] as const;
      const { tolerance, rounds } = asked;
      return comparePairs(world, { sides, tolerance, rounds }, { signal, report: () => undefined });
    };
    return second === first ? compare(left) : withPlace(world, second, terminal, compare);
  });
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
