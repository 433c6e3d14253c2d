// What an update made that AWS has rolled back: nobody needs it, and nothing takes it away by itself.
import * as l10n from '@vscode/l10n';
import type { HostedEndpoint } from '../endpoint';
import { textAt, type JsonObject } from '../../json';
import { variantsIn } from './carryOver';
import { removalOf, subjectOf, type RolloutCall } from './rolloutCall';

/** What takes it back, in the order in which that works: a configuration goes before its models. */
export const removalsOf = (makes: readonly RolloutCall[]): readonly RolloutCall[] =>
  makes.toReversed().flatMap((call) => removalOf(call) ?? []);

/** What is used, by name, and by whom, in words. */
export type Uses = ReadonlyMap<string, string>;

/** What of the account was made or changed since: whatever is older cannot know of it. */
export interface Since {
  readonly endpoints: readonly HostedEndpoint[];
  /** In AWS's words, whole. */
  readonly configs: readonly JsonObject[];
}

/** A configuration is used by endpoints that have it or come to it, a model by configurations that stay. */
export function usesOf(removals: readonly RolloutCall[], { endpoints, configs }: Since): Uses {
  const uses = new Map<string, string>();
  const names = (action: RolloutCall['action']): ReadonlySet<string> =>
    new Set(removals.filter((call) => call.action === action).map(subjectOf));
  const [made, models] = [names('DeleteEndpointConfig'), names('DeleteModel')];
  for (const { name, config, pending } of endpoints)
    for (const each of [config, pending?.config ?? ''])
      if (made.has(each)) uses.set(each, l10n.t('the endpoint {0}', name));
  for (const config of configs) {
    const name = textAt(config, 'EndpointConfigName') ?? '';
    if (made.has(name) && !uses.has(name)) continue;
    for (const variant of variantsIn(config)) {
      const model = textAt(variant, 'ModelName') ?? '';
      if (models.has(model)) uses.set(model, l10n.t('the configuration {0}', name));
    }
  }
  return uses;
}

export const unused = (removals: readonly RolloutCall[], uses: Uses): readonly RolloutCall[] =>
  removals.filter((call) => !uses.has(subjectOf(call)));

/** `Model iris-blue-20261201-031500`, with who uses it. */
export function leftoverInWords(call: RolloutCall, uses: Uses): string {
  const name = subjectOf(call);
  const what = call.action === 'DeleteModel' ? l10n.t('Model {0}', name) : l10n.t('Configuration {0}', name);
  const user = uses.get(name);
  return user === undefined ? what : l10n.t('{0} stays: {1} uses it.', what, user);
}
