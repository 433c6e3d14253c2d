import * as l10n from '@vscode/l10n';
import type { Evidence } from './evidence';
import { notApplicable, type Verdict } from './rule';

/** Why there is nothing to judge. */
export function untried({ cutShort, main }: Evidence): Verdict {
  if (cutShort) return notApplicable(l10n.t('Not tried: the time was up.'));
  if (main.end) return notApplicable(l10n.t('Not tried: the container had ended (SC102).'));
  return notApplicable(l10n.t('Not tried.'));
}
