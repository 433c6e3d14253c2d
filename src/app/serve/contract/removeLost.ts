import { networkName } from '../startVariant';
import type { ContractWorld } from './contractWorld';

const startedLabel = 'longshore.contract';
const networkLabel = 'longshore.contract-network';
/** Milliseconds: no start is tried for longer. */
const longest = 3 * 3_600_000;

/** By which it is known what a test has left whose process was killed. */
export const lostLabels = (id: string, variant: string, now: number): Readonly<Record<string, string>> => ({
  [startedLabel]: String(now),
  [networkLabel]: networkName(id, variant),
});

export async function removeLost({ containers, clock }: ContractWorld, signal: AbortSignal): Promise<void> {
  for (const { id, labels } of await containers.withLabel(startedLabel, signal)) {
    if (clock.now() - Number(labels[startedLabel]) < longest) continue;
    await containers.remove(id, signal);
    await containers.removeNetwork(labels[networkLabel] ?? '', signal);
  }
}
