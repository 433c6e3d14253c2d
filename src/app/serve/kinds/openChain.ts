import type { Connections, Fronts, Send } from '../../../core/serve/ports';
import type { LiveVariant } from '../liveVariant';
import { serialSend } from './pipeline';

export interface Chain {
  readonly send: Send;
  close(): void;
}

/** One way through all containers of a variant. */
export function openChain(
  fronts: Pick<Fronts, 'connect'>,
  { plan, addresses }: LiveVariant,
  endpoint: string,
): Chain {
  const connections = addresses.map((address): Connections => fronts.connect(address));
  const [only] = connections;
  const stages = connections.map(({ send }, index) => ({
    name: plan.containers[index]?.host ?? `container-${index + 1}`,
    send,
  }));
  return {
    send: connections.length === 1 && only ? only.send : serialSend(stages, { endpoint, variant: plan.name }),
    close: () => connections.forEach((each) => each.close()),
  };
}
