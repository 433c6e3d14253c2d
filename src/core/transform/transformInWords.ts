import * as l10n from '@vscode/l10n';
import { formatSize } from '../format';
import type { FileEnd, TransformPhase, TransformProgress } from './transformState';
import { rateOf, remainingOf } from './transformState';

export function phaseText(phase: TransformPhase): string {
  switch (phase) {
    case 'starting':
      return l10n.t('Starting the container');
    case 'waiting':
      return l10n.t('Waiting until /ping answers');
    case 'transforming':
      return l10n.t('Transforming');
    case 'stopping':
      return l10n.t('Stopping the container');
  }
}

/** One line on how far it is. */
export function progressText(progress: TransformProgress): string {
  const { phase, files, filesDone, filesFailed, records, bytes, bytesTotal } = progress;
  if (phase !== 'transforming') return phaseText(phase);
  const rate = rateOf(progress);
  const remaining = remainingOf(progress);
  return [
    l10n.t('{0} of {1} files', filesDone + filesFailed, files),
    l10n.t('{0} records', records),
    l10n.t('{0} of {1}', formatSize(bytes), formatSize(bytesTotal)),
    ...(rate === undefined ? [] : [l10n.t('{0}/s', formatSize(rate))]),
    ...(remaining === undefined || remaining < 1 ? [] : [l10n.t('{0} s left', Math.ceil(remaining))]),
  ].join(', ');
}

/** What became of a file, with the container's own words below. */
export function fileEndText(end: FileEnd): string {
  if (end.kind === 'done') return l10n.t('{0}: {1} records', end.key, end.records);
  const said =
    end.body === undefined || end.body === '' ? '' : `\n    ${end.body.replaceAll('\n', '\n    ')}`;
  return `${end.key}: ${end.reason}${said}`;
}
