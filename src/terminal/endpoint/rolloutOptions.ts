import * as l10n from '@vscode/l10n';
import { deploymentRefusal, parseDeployment, type Deployment } from '../../core/hosting/rollout/deployment';
import type { Retain } from '../../core/hosting/rollout/rollout';
import { Problem } from '../../core/problem';

/** How a new configuration is brought to the endpoint, from the words of the terminal. */
export interface RolloutOptions {
  readonly deployment: Deployment | undefined;
  readonly retain: Retain;
  /** Also while an alarm rings. */
  readonly insist: boolean;
  /** Write manifests again which SageMaker does not host. */
  readonly repack: boolean;
}

export const rolloutOptions = {
  deployment: { type: 'string' },
  alarm: { type: 'string', multiple: true },
  'time-limit': { type: 'string' },
  reset: { type: 'string', multiple: true },
  insist: { type: 'boolean' },
  repack: { type: 'boolean' },
} as const;

export const rolloutHelp = l10n.t(`With plan and apply, where a new configuration is needed (UpdateEndpoint):
  --deployment KIND[:SIZE[:WAIT]]   all-at-once, canary:10%:600s, linear:25%:300s, rolling:1:120s
  --alarm NAME      rolls it back when it rings; may be given 10 times
  --time-limit N    seconds until AWS gives up and rolls back
  --reset WHAT      weights or counts: as the file has them, and not as they are now
  --insist          although one of the alarms rings already
  --repack          write manifests again which SageMaker does not host`);

export function readRolloutOptions(options: Readonly<Record<string, unknown>>): RolloutOptions {
  const reset = textsIn(options['reset']);
  const unknown = reset.find((each) => each !== 'weights' && each !== 'counts');
  if (unknown !== undefined)
    throw new Problem('bad-usage', l10n.t('--reset takes weights or counts, not {0}.', unknown));
  return {
    deployment: readDeployment(options),
    retain: { weights: !reset.includes('weights'), counts: !reset.includes('counts') },
    insist: options['insist'] === true,
    repack: options['repack'] === true,
  };
}

function readDeployment(options: Readonly<Record<string, unknown>>): Deployment | undefined {
  const { deployment: text, 'time-limit': limit } = options;
  const alarms = textsIn(options['alarm']);
  if (text === undefined && alarms.length === 0 && limit === undefined) return undefined;
  const read = parseDeployment(typeof text === 'string' ? text : 'all-at-once');
  if (!read)
    throw new Problem(
      'bad-usage',
      l10n.t('{0} is no deployment such as canary:10%:600s or all-at-once.', String(text)),
    );
  const deployment = { ...read, alarms, ...(limit === undefined ? {} : { timeout: Number(limit) }) };
  const refused = deploymentRefusal(deployment, []);
  if (refused !== undefined) throw new Problem('bad-usage', refused);
  return deployment;
}

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
