import * as l10n from '@vscode/l10n';
import { timeoutOf, waitOf, type Deployment, type DeploymentKind, type Size } from './deployment';

export function kindInWords(kind: DeploymentKind): { readonly name: string; readonly means: string } {
  switch (kind) {
    case 'all at once':
      return {
        name: l10n.t('All at Once'),
        means: l10n.t('New instances start beside the old ones, then all traffic moves.'),
      };
    case 'canary':
      return {
        name: l10n.t('Canary'),
        means: l10n.t('A part of the traffic first; after a wait without an alarm, the rest.'),
      };
    case 'linear':
      return {
        name: l10n.t('Linear'),
        means: l10n.t('The traffic moves in equal steps, with a wait after each.'),
      };
    case 'rolling':
      return {
        name: l10n.t('Rolling'),
        means: l10n.t('Old instances are replaced batch by batch: fewer are paid for at a time.'),
      };
  }
}

const sizeInWords = ({ unit, value }: Size): string =>
  unit === 'percent' ? l10n.t('{0} %', value) : l10n.t('{0} instances', value);

export function deploymentInWords(deployment: Deployment | undefined): string {
  if (!deployment) return l10n.t('All at once, as AWS does it');
  const { name } = kindInWords(deployment.kind);
  const parts = [
    ...(deployment.kind === 'all at once' ? [] : [sizeInWords(deployment.size)]),
    ...(deployment.wait > 0 ? [l10n.t('wait {0}', secondsInWords(deployment.wait))] : []),
    ...(deployment.kind !== 'rolling' && deployment.termination > 0
      ? [l10n.t('old instances stay {0}', secondsInWords(deployment.termination))]
      : []),
    ...(deployment.alarms.length > 0 ? [l10n.t('rolls back on {0}', deployment.alarms.join(', '))] : []),
  ];
  return [name, ...parts].join(' · ');
}

export function secondsInWords(seconds: number): string {
  if (seconds < 60) return l10n.t('{0} s', seconds);
  const [minutes, rest] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  return rest === 0 ? l10n.t('{0} min', minutes) : l10n.t('{0} min {1} s', minutes, rest);
}

/** What is paid for twice, for how long, and what nobody can stop. */
export function deploymentCosts(
  deployment: Deployment | undefined,
  counts: readonly number[],
): readonly string[] {
  const wait = deployment ? waitOf(deployment, counts) : 0;
  const total = counts.reduce((sum, each) => sum + each, 0);
  const time =
    wait === 0
      ? l10n.t('the minutes in which new instances start')
      : l10n.t('{0} of waits and the minutes in which new instances start', secondsInWords(wait));
  const paid =
    total === 0
      ? []
      : deployment?.kind === 'rolling'
        ? [
            l10n.t(
              'Paid for meanwhile: your {0} instances and one batch ({1}) more, for {2}.',
              total,
              sizeInWords(deployment.size),
              time,
            ),
          ]
        : [l10n.t('Paid for twice meanwhile: all {0} instances, old and new, for {1}.', total, time)];
  return [
    ...paid,
    l10n.t('AWS cancels no update. The way back is another update to the configuration of before.'),
    ...(deployment && deployment.alarms.length > 0
      ? [
          l10n.t(
            'AWS rolls back when one of the alarms rings, or after {0}.',
            secondsInWords(timeoutOf(deployment, counts)),
          ),
        ]
      : [l10n.t('No alarm rolls it back: AWS does so only when new instances do not start.')]),
  ];
}
