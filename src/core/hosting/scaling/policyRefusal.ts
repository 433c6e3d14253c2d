import * as l10n from '@vscode/l10n';
import { inOrder, type CustomMetric, type PolicyDraft, type StepsDraft, type TrackingDraft } from './policy';

/** AWS takes no more of a variant. */
const mostPolicies = 50;
const mostSteps = 20;
const mostDimensions = 30;

/** Why AWS would not take the policies of a variant; nothing when it would. */
export function policiesRefusal(variant: string, policies: readonly PolicyDraft[]): string | undefined {
  if (policies.length > mostPolicies)
    return l10n.t('{0} can have {1} policies at most.', variant, mostPolicies);
  const names = policies.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return l10n.t('{0} has two policies with the name {1}.', variant, twice);
  for (const policy of policies) {
    const refused = policyRefusal(policy);
    if (refused !== undefined) return l10n.t('{0} of {1}: {2}', policy.name, variant, refused);
  }
  return undefined;
}

export function policyRefusal(policy: PolicyDraft): string | undefined {
  if (policy.name.trim() === '' || policy.name.length > 256)
    return l10n.t('A policy has a name of 1 to 256 characters.');
  switch (policy.kind) {
    case 'tracking':
      return trackingRefusal(policy);
    case 'steps':
      return stepsRefusal(policy);
    case 'kept':
      return undefined;
  }
}

function trackingRefusal({ metric, target, scaleIn, scaleOut }: TrackingDraft): string | undefined {
  if (!(target > 0) || !Number.isFinite(target)) return l10n.t('The target is a number above 0.');
  if (!isCooldown(scaleIn) || !isCooldown(scaleOut)) return l10n.t('Cooldowns are whole seconds from 0 on.');
  return typeof metric === 'string' ? undefined : metricRefusal(metric);
}

function metricRefusal({ name, namespace, dimensions }: CustomMetric): string | undefined {
  if (name.trim() === '' || namespace.trim() === '')
    return l10n.t('A metric of your own has a name and a namespace.');
  if (dimensions.length > mostDimensions)
    return l10n.t('A metric has {0} dimensions at most.', mostDimensions);
  if (dimensions.some((each) => each.name.trim() === '' || each.value.trim() === ''))
    return l10n.t('Each dimension has a name and a value.');
  return new Set(dimensions.map((each) => each.name)).size < dimensions.length
    ? l10n.t('No dimension is named twice.')
    : undefined;
}

function stepsRefusal({ adjustment, steps, least, cooldown }: StepsDraft): string | undefined {
  if (steps.length === 0 || steps.length > mostSteps)
    return l10n.t('A policy of steps has 1 to {0} of them.', mostSteps);
  if (!steps.every(({ by }) => Number.isInteger(by))) return l10n.t('Each step adjusts by a whole number.');
  if (adjustment === 'ExactCapacity' && steps.some(({ by }) => by < 0))
    return l10n.t('An exact capacity is 0 or more.');
  if (!isCooldown(cooldown)) return l10n.t('Cooldowns are whole seconds from 0 on.');
  if (least !== undefined && !(Number.isInteger(least) && least > 0))
    return l10n.t('The smallest adjustment is a whole number from 1 on.');
  return least !== undefined && adjustment !== 'PercentChangeInCapacity'
    ? l10n.t('Only an adjustment in percent has a smallest one.')
    : boundsRefusal(steps);
}

/** Side by side, without a gap and without an overlap; open at the ends that lead away from the threshold. */
function boundsRefusal(given: StepsDraft['steps']): string | undefined {
  const steps = inOrder(given);
  for (const { from, to } of steps) {
    if (from === undefined && to === undefined) return l10n.t('A step begins or ends somewhere.');
    if (from !== undefined && to !== undefined && !(from < to))
      return l10n.t('A step ends above where it begins.');
  }
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1];
    if (!next) break;
    const [end, begin] = [step.to ?? Number.POSITIVE_INFINITY, next.from ?? Number.NEGATIVE_INFINITY];
    if (end > begin) return l10n.t('Two steps overlap at {0}.', begin);
    if (end < begin) return l10n.t('Between {0} and {1} there is no step.', end, begin);
  }
  const [first, last] = [steps[0], steps.at(-1)];
  if (first?.from !== undefined && first.from < 0)
    return l10n.t('The lowest step goes on without end below the threshold: leave its beginning empty.');
  return last?.to !== undefined && last.to > 0
    ? l10n.t('The highest step goes on without end above the threshold: leave its end empty.')
    : undefined;
}

const isCooldown = (seconds: number | undefined): boolean =>
  seconds === undefined || (Number.isInteger(seconds) && seconds >= 0);
