import * as l10n from '@vscode/l10n';
import type { Alarm } from '../../../core/hosting/alarm';
import type { CloudWatch } from '../../../core/hosting/cloudWatchPorts';
import { Problem } from '../../../core/problem';

export interface AlarmCheck {
  /** Why AWS would abort the deployment at once. */
  readonly ringing: string | undefined;
  readonly told: readonly string[];
}

/** The old instances are watched by them too: one that rings already ends the deployment where it begins. */
export async function checkAlarms(
  cloudWatch: Pick<CloudWatch, 'listAlarms'>,
  names: readonly string[],
  signal: AbortSignal,
): Promise<AlarmCheck> {
  if (names.length === 0) return { ringing: undefined, told: [] };
  const found: Alarm[] = [];
  for await (const alarm of cloudWatch.listAlarms({ names }, signal)) found.push(alarm);
  const missing = names.filter((name) => !found.some((alarm) => alarm.name === name));
  if (missing.length > 0)
    throw new Problem(
      'data-missing',
      l10n.t('CloudWatch has no alarm {0} in this region: nothing would roll back.', missing.join(', ')),
    );
  const ringing = found.filter(({ state }) => state === 'ALARM').map(({ name }) => name);
  const blind = found.filter(({ state }) => state === 'INSUFFICIENT_DATA').map(({ name }) => name);
  return {
    ringing:
      ringing.length === 0
        ? undefined
        : l10n.t('The alarm {0} rings already: AWS aborts the update at once.', ringing.join(', ')),
    told:
      blind.length === 0
        ? []
        : [l10n.t('The alarm {0} has no data yet: it cannot tell whether all is well.', blind.join(', '))],
  };
}
