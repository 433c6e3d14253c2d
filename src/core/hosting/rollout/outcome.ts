import * as l10n from '@vscode/l10n';
import type { HostedEndpoint } from '../endpoint';
import { isMoving } from '../endpoint';
import { statusInWords } from '../endpointDetails';

/** What became of an update. */
export type RolloutEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'rolled back'; readonly reason: string | undefined }
  | { readonly kind: 'mixed'; readonly reason: string | undefined }
  | { readonly kind: 'failed'; readonly reason: string | undefined }
  /** Somebody else updated it meanwhile. */
  | { readonly kind: 'foreign'; readonly config: string };

/** Nothing while it moves. */
export function endOf(
  { status, config, failure }: HostedEndpoint,
  { from, to }: { readonly from: string; readonly to: string },
): RolloutEnd | undefined {
  if (isMoving(status)) return undefined;
  if (status === 'UpdateRollbackFailed') return { kind: 'mixed', reason: failure };
  if (status !== 'InService') return { kind: 'failed', reason: failure };
  if (config === to) return { kind: 'done' };
  return config === from ? { kind: 'rolled back', reason: failure } : { kind: 'foreign', config };
}

/** What happened, and what to do. */
export function endInWords(
  end: RolloutEnd,
  name: string,
  { from, to }: { from: string; to: string },
): string {
  const said = (reason: string | undefined): string =>
    reason === undefined ? l10n.t('AWS gave no reason.') : l10n.t('AWS said: {0}', reason);
  switch (end.kind) {
    case 'done':
      return l10n.t('{0} is in service with {1}.', name, to);
    case 'rolled back':
      return l10n.t(
        '{0} was rolled back and serves with {1} as before. {2} Look into the logs of the new instances, mend what is wrong, and update again.',
        name,
        from,
        said(end.reason),
      );
    case 'mixed':
      return l10n.t(
        'The rollback of {0} failed: instances of {1} and {2} serve together. {3} Update it again, to either of them: that mends it.',
        name,
        from,
        to,
        said(end.reason),
      );
    case 'failed':
      return l10n.t(
        '{0} is out of service. {1} It can only be deleted and created again.',
        name,
        said(end.reason),
      );
    case 'foreign':
      return l10n.t('Somebody else updated {0} meanwhile: it serves with {1}.', name, end.config);
  }
}

/** `being updated · blue: baking`: what AWS says while it moves; without names where it says the same of all. */
export function phasesInWords({ status, variants, shadows }: HostedEndpoint): string {
  const all = [...variants, ...shadows];
  const phases = all.flatMap(({ name, phases: own }) =>
    own.map((phase) => ({ name, text: phaseInWords(phase.status) })),
  );
  const texts = new Set(phases.map(({ text }) => text));
  const isSame = texts.size === 1 && phases.length === all.length;
  const told = isSame ? [...texts] : phases.map(({ name, text }) => l10n.t('{0}: {1}', name, text));
  return [statusInWords(status), ...told].join(' · ');
}

function phaseInWords(status: string): string {
  switch (status) {
    case 'Creating':
      return l10n.t('instances start');
    case 'Updating':
      return l10n.t('instances change');
    case 'Deleting':
      return l10n.t('old instances go');
    case 'ActivatingTraffic':
      return l10n.t('traffic moves');
    case 'Baking':
      return l10n.t('baking, alarms are watched');
    default:
      return status;
  }
}
