import { resolve } from 'node:path';
import { writeFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { findSample } from '../../app/serve/contract/findSample';
import { testContract, type ContractEvent } from '../../app/serve/contract/testContract';
import { readTestInput } from '../../app/serve/contract/readTestInput';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';
import { contractJson } from '../../core/serve/contract/format/contractJson';
import { contractJunit } from '../../core/serve/contract/format/contractJunit';
import { contractText } from '../../core/serve/contract/format/contractText';
import { countsText } from '../../core/serve/contract/outcomeWords';
import { allFindings, hasFailed, type ContractReport, type FailOn } from '../../core/serve/contract/report';
import { rulesOf } from '../../core/serve/contract/rules/all';
import type { Terminal } from '../commandLine';
import type { TestFormat } from './testCommand';

interface Asked {
  readonly file: string;
  readonly variant: string | undefined;
  readonly payload: string | undefined;
  readonly contentType: string | undefined;
  readonly only: readonly string[];
  readonly format: TestFormat;
  readonly output: string | undefined;
  readonly failOn: FailOn;
  readonly startup: number | undefined;
  readonly runs: string | undefined;
  readonly version: string;
}

export async function runTest(world: World, asked: Asked, terminal: Terminal): Promise<number> {
  const { signal } = terminal;
  const rules = rulesOf(asked.only);
  const file = absolute(asked.file);
  const endpoint = await readTestInput(world.files, file, signal);
  const payload =
    asked.payload === undefined
      ? undefined
      : { path: absolute(asked.payload), shown: asked.payload, contentType: asked.contentType };
  const sample = await findSample(world.files, { endpoint, file, payload }, signal);
  const report = await testContract(
    world,
    {
      endpoint,
      file,
      shown: asked.file,
      variant: asked.variant,
      rules,
      sample,
      startup: asked.startup,
      region: endpoint.cloud?.region ?? 'us-east-1',
      runsFolder: asked.runs === undefined ? world.disk.runsFolder : absolute(asked.runs),
      version: asked.version,
    },
    (event) => terminal.error(eventLine(event)),
    signal,
  );
  await write(report, asked, terminal);
  return hasFailed(report, asked.failOn) ? 1 : 0;
}

const absolute = (path: string): string => resolve(path).replaceAll('\\', '/');

const eventLine = (event: ContractEvent): string =>
  event.kind === 'step' ? `${event.container}: ${event.text} …` : event.text;

async function write(report: ContractReport, asked: Asked, terminal: Terminal): Promise<void> {
  const { output } = asked;
  const hasColors = output === undefined && terminal.screen?.hasColors === true;
  const text = reportText(report, asked, hasColors);
  if (output === undefined) return terminal.out(text.trimEnd());
  try {
    await writeFile(output, text);
  } catch (error) {
    throw new Problem('file-unwritable', l10n.t('{0} cannot be written.', output), error);
  }
  terminal.error(l10n.t('{0}: {1}', output, countsText(allFindings(report))));
}

function reportText(report: ContractReport, { format, failOn }: Asked, hasColors: boolean): string {
  switch (format) {
    case 'text':
      return contractText(report, hasColors);
    case 'json':
      return contractJson(report);
    case 'junit':
      return contractJunit(report, failOn);
  }
}
