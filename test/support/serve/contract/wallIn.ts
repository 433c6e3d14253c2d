// A private engine has no firewall of its own: networks without a way out need one.
import { execFileSync } from 'node:child_process';
import type { World } from '../../../../src/core/ports';
import { testEngine } from '../../engine/engine';

/** Networks without a way out do not reach this port of this machine. */
export function wallIn(world: World, port: number): { readonly world: World; readonly restore: () => void } {
  const rules: string[][] = [];
  const { containers } = world;
  const createNetwork: typeof containers.createNetwork = async (spec, signal) => {
    const addresses = await containers.createNetwork(spec, signal);
    const gateway = await containers.gateway(spec.name, signal);
    if (!spec.internal || gateway === undefined || !testEngine().owned) return addresses;
    const rule = ['INPUT', '-s', `${gateway}/24`, '-p', 'tcp', '--dport', String(port), '-j', 'REJECT'];
    execFileSync('iptables', ['-w', '-I', ...rule]);
    rules.push(rule);
    return addresses;
  };
  return {
    world: { ...world, containers: { ...containers, createNetwork } },
    restore: () => rules.splice(0).forEach((rule) => execFileSync('iptables', ['-w', '-D', ...rule])),
  };
}
