import * as l10n from '@vscode/l10n';
import type { Diagnosis } from '../../run/diagnosis/runEnd';

/** Why a container is no more, and what helps, in one message. */
export function deathText(diagnosis: Diagnosis | undefined): string {
  if (!diagnosis) return l10n.t('The container ended.');
  const { title, cause, fixes, evidence } = diagnosis;
  return [title, cause, ...(evidence === '' ? [] : [evidence]), ...fixes].join('\n');
}
