import * as l10n from '@vscode/l10n';
import type { Aspect, ComparedRun, Difference } from './compare';
import { formatDuration } from './describe';
import type { StoredFile } from './ports';
import type { RunRecord } from './runRecord';

export function comparedRun(run: RunRecord, files: readonly StoredFile[]): ComparedRun {
  const { started, ended, image, status, exitCode } = run;
  return {
    facts: {
      [l10n.t('Image')]: image,
      [l10n.t('Outcome')]: exitCode === undefined ? status : `${status} (${exitCode})`,
      ...(started !== undefined && ended !== undefined
        ? { [l10n.t('Duration')]: formatDuration(ended - started) }
        : {}),
    },
    hyperparameters: run.hyperparameters,
    metrics: Object.fromEntries(Object.entries(run.metrics).map(([name, { last }]) => [name, last])),
    environment: {},
    channels: run.channels,
    files,
  };
}

/** A table in Markdown: a row for each thing that differs. */
export function comparisonText(
  left: RunRecord,
  right: RunRecord,
  differences: readonly Difference[],
): string {
  const head = [`# ${cell(left.title)} · ${cell(right.title)}`, ''];
  if (differences.length === 0) return [...head, l10n.t('Nothing differs.'), ''].join('\n');
  const rows = differences.map(({ aspect, name, left: a, right: b, change }) =>
    [aspectText(aspect), name, a ?? '–', b ?? '–', change === undefined ? '' : signed(change)].map(cell),
  );
  const titles = ['', '', left.id, right.id, l10n.t('Change')].map(cell);
  const lines = [titles, titles.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return [...head, ...lines, ''].join('\n');
}

const signed = (value: number): string => `${value > 0 ? '+' : ''}${Number(value.toPrecision(4))}`;

/** What a table cell cannot hold is escaped. */
const cell = (value: string | number): string =>
  String(value)
    .replaceAll(/[\\`*_{}[\]<>|#]/g, (sign) => `\\${sign}`)
    .replaceAll(/\r?\n/g, ' ');

function aspectText(aspect: Aspect): string {
  switch (aspect) {
    case 'facts':
      return l10n.t('Run');
    case 'hyperparameters':
      return l10n.t('Hyperparameter');
    case 'metrics':
      return l10n.t('Metric');
    case 'environment':
      return l10n.t('Environment');
    case 'channels':
      return l10n.t('Channel');
    case 'files':
      return l10n.t('Model file');
  }
}
