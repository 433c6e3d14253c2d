import { resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import { readRunInput } from '../../app/runs/readRunInput';
import { trainLocally } from '../../app/runs/trainLocally';
import { lineIndex, positionAt } from '../../core/dockerfile/text/lineIndex';
import type { World } from '../../core/ports';
import type { FileFinding } from '../../core/userFile/finding';
import { RunControl } from '../../core/run/runControl';
import type { RunRecord } from '../../core/run/runRecord';
import type { Terminal } from '../commandLine';
import { eventPrinter } from './eventPrinter';

interface Asked {
  readonly file: string;
  readonly json: boolean;
  readonly runs?: string;
}

export async function runTraining(world: World, asked: Asked, terminal: Terminal): Promise<number> {
  const runFile = absolute(asked.file);
  const { run, text, findings } = await readRunInput(world.files, runFile, terminal.signal);
  const told = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  told.forEach((finding) => terminal.error(findingLine(asked.file, text, finding)));
  if (!run || told.some(({ severity }) => severity === 'error')) {
    terminal.error(l10n.t('The run file has errors. Nothing was started.'));
    return 1;
  }
  const control = new RunControl();
  const printer = eventPrinter(terminal, { json: asked.json, hosts: run.local.hosts });
  terminal.signal.addEventListener('abort', () => control.stop(), { once: true });
  terminal.kill.addEventListener('abort', () => control.kill(), { once: true });
  const runsFolder = asked.runs === undefined ? world.disk.runsFolder : absolute(asked.runs);
  const record = await trainLocally(
    world,
    { run, text, runFile, runsFolder, follower: process.pid },
    { signal: terminal.signal, control, report: printer.report },
  );
  printer.end(record);
  return exitCodeOf(record);
}

const absolute = (path: string): string => resolve(path).replaceAll('\\', '/');

function findingLine(file: string, text: string, { start, severity, message, id }: FileFinding): string {
  const { line, character } = positionAt(lineIndex(text), start);
  return `${file}:${line + 1}:${character + 1}  ${severity}  ${message}  (${id})`;
}

function exitCodeOf({ status, exitCode, stopReason }: RunRecord): number {
  if (status === 'completed') return 0;
  if (stopReason === 'user') return 130;
  return exitCode === undefined || exitCode === 0 ? 1 : exitCode;
}
