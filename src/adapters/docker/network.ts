import type Dockerode from 'dockerode';
import type { NetworkSpec } from '../../core/run/ports';

/**
 * The engine lets nobody choose addresses in a network whose range it chose itself. So it chooses a free range once,
 * and the network is made again with that range as ours.
 */
export async function makeNetwork(
  docker: Dockerode,
  { name, hosts, internal, labels }: NetworkSpec,
  abortSignal: AbortSignal,
): Promise<readonly string[]> {
  const wanted = {
    Name: name,
    Driver: 'bridge',
    Internal: internal === true,
    ...(internal === 'unmasked'
      ? { Options: { 'com.docker.network.bridge.enable_ip_masquerade': 'false' } }
      : {}),
    Labels: { ...labels },
    abortSignal,
  };
  const trial = await docker.createNetwork(wanted);
  const { IPAM }: Dockerode.NetworkInspectInfo = await trial.inspect();
  const [range] = IPAM?.Config ?? [];
  const base = /^(?<address>\d+\.\d+\.\d+\.\d+)\/\d+$/.exec(range?.['Subnet'] ?? '')?.groups?.['address'];
  if (range?.['Subnet'] === undefined || base === undefined || hosts < 2) return [];
  await trial.remove({ abortSignal });
  await docker.createNetwork({ ...wanted, IPAM: { Config: [range] } });
  return Array.from({ length: hosts }, (_, index) => addressAfter(base, firstHost + index));
}

/** The gateway has one of the first. */
const firstHost = 10;

function addressAfter(base: string, offset: number): string {
  const number = base.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) + offset;
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
