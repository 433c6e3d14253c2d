import * as l10n from '@vscode/l10n';
import type { HostedEndpoint } from '../../core/hosting/endpoint';
import { deploymentCosts, deploymentInWords } from '../../core/hosting/rollout/deploymentWords';
import { phasesInWords } from '../../core/hosting/rollout/outcome';
import { plannedCalls, scalingNotes, type PlannedRollout } from '../../core/hosting/rollout/plannedRollout';
import type { NextStep } from '../../core/hosting/rollout/typeChange';
import type { Terminal } from '../commandLine';
import type { RolloutOptions } from './rolloutOptions';

/** What needs a new configuration, what it means, and what AWS is asked for it. */
export function tellRollout(
  { planned, differences, counts }: Told,
  { deployment }: RolloutOptions,
  terminal: Terminal,
): void {
  differences.forEach((line) => terminal.out(l10n.t('Needs a new configuration: {0}', line)));
  terminal.error(deploymentInWords(deployment));
  [...deploymentCosts(deployment, counts), ...scalingNotes(planned)].forEach((line) => terminal.error(line));
  for (const { action, request } of plannedCalls(planned, Date.now()))
    terminal.error(`${action} ${JSON.stringify(request)}`);
}

export interface Told {
  readonly planned: PlannedRollout;
  readonly differences: readonly string[];
  readonly counts: readonly number[];
}

/** A line for each news. */
export function phaseTeller(terminal: Terminal): (endpoint: HostedEndpoint, step?: NextStep) => void {
  let said = '';
  return (endpoint, step) => {
    const call = step && 'call' in step ? `${step.call.action} · ` : '';
    const line = `${call}${phasesInWords(endpoint)}`;
    if (line !== said) terminal.error(line);
    said = line;
  };
}
