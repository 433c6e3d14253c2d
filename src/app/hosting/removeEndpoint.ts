import type { HostedEndpoint } from '../../core/hosting/endpoint';
import type { Hosting } from '../../core/hosting/ports';
import type { Clock } from '../../core/ports';

/** AWS has no event for it. Milliseconds. */
const askEvery = 3000;

/**
 * Scaling first, or AWS refuses those who may not take it away; then the endpoint; and its configuration only when
 * the endpoint is gone, as AWS lets one that is in use be deleted and cannot maintain its endpoint any more.
 */
export async function removeEndpoint(
  { hosting, clock }: { readonly hosting: Hosting; readonly clock: Clock },
  { endpoint, withConfig }: { readonly endpoint: HostedEndpoint; readonly withConfig: boolean },
  signal: AbortSignal,
): Promise<void> {
  const { name, config } = endpoint;
  for (const target of await hosting.listScaling(endpoint, signal))
    await hosting.removeScaling(name, target, signal);
  await hosting.removeEndpoint(name, signal);
  if (!withConfig) return;
  while (await hosting.findEndpoint(name, signal)) await clock.sleep(askEvery, signal);
  await hosting.removeConfig(config, signal);
}
