import { isIPv4 } from 'node:net';
import { Problem } from '../../core/problem';
import type { Containers } from '../../core/run/ports';
import { field } from '../field';
import type { Ask } from './engine';

/** Who is where in the engine's networks. */
export function neighbours(
  ask: Ask,
): Pick<Containers, 'gateway' | 'addresses' | 'publishedPorts' | 'environment'> {
  const inspect = async (id: string, abortSignal: AbortSignal): Promise<unknown> =>
    known(ask(abortSignal, async (docker) => docker.getContainer(id).inspect({ abortSignal })));
  return {
    gateway: async (network, signal) => {
      // This question alone takes no signal.
      const asked = ask(signal, async (docker): Promise<unknown> => docker.getNetwork(network).inspect());
      return list(field(field(await known(asked), 'IPAM'), 'Config'))
        .flatMap((config) => text(field(config, 'Gateway')))
        .find((gateway) => isIPv4(gateway));
    },
    addresses: async (id, signal) => {
      const networks = field(field(await inspect(id, signal), 'NetworkSettings'), 'Networks');
      return Object.values(networks ?? {}).flatMap((network) => text(field(network, 'IPAddress')));
    },
    publishedPorts: async (id, signal) => {
      const ports = field(field(await inspect(id, signal), 'NetworkSettings'), 'Ports');
      return new Map(
        Object.entries(ports ?? {}).flatMap(([inside, bindings]) =>
          list(bindings)
            .slice(0, 1)
            .map((binding) => [Number.parseInt(inside, 10), Number(field(binding, 'HostPort'))] as const),
        ),
      );
    },
    environment: async (id, signal) => {
      const lines = list(field(field(await inspect(id, signal), 'Config'), 'Env')).flatMap(text);
      return Object.fromEntries(
        lines.map((line) => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)]),
      );
    },
  };
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const text = (value: unknown): readonly string[] =>
  typeof value === 'string' && value !== '' ? [value] : [];

/** Podman has no network `bridge`, and a container may be gone: that is an answer. */
async function known(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Problem && error.kind === 'image-missing') return undefined;
    throw error;
  }
}
