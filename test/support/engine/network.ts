// The private engine's way to the outside: one bridge and three firewall rules in an address range of
// its own, so that several engines live side by side and each can take back exactly what it added.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { runsAnywhere } from '../processes';

export interface Network {
  readonly bridge: string;
  /** Bridge and all networks that containers create lie in here. */
  readonly range: string;
  readonly mtu: number;
  /** What the kernel's forwarding switch said before; the engine turns it on. */
  readonly forwarding: string;
}

const forwardingSwitch = '/proc/sys/net/ipv4/ip_forward';

export function createNetwork(): Network {
  const prefix = freePrefix();
  const network: Network = {
    bridge: `longshore${process.pid}`,
    range: `${prefix}0.0/16`,
    mtu: mtuToTheOutside(),
    forwarding: readFileSync(forwardingSwitch, 'utf8').trim(),
  };
  // The last /24: the engine hands the others to new networks, from the first on.
  ip('link', 'add', network.bridge, 'type', 'bridge');
  ip('addr', 'add', `${prefix}255.1/24`, 'dev', network.bridge);
  ip('link', 'set', network.bridge, 'up');
  const refusal = rules(network)
    .map((rule) => firewall('-I', rule))
    .find(Boolean);
  if (refusal) {
    process.stderr.write(
      `Containers will not reach the outside, for there is no firewall to ask: ${refusal}\n`,
    );
  }
  return network;
}

export function removeNetwork(network: Network): void {
  for (const rule of rules(network)) firewall('-D', rule);
  for (const link of linksIn(network.range)) spawnSync('ip', ['link', 'delete', link]);
  if (network.forwarding === '0' && !runsAnywhere('dockerd')) writeFileSync(forwardingSwitch, '0');
}

type Rule = readonly [table: string, chain: string, ...match: string[]];

function rules({ range }: Network): readonly Rule[] {
  return [
    ['nat', 'POSTROUTING', '-s', range, '!', '-d', range, '-j', 'MASQUERADE'],
    ['filter', 'FORWARD', '-s', range, '-j', 'ACCEPT'],
    ['filter', 'FORWARD', '-d', range, '-j', 'ACCEPT'],
  ];
}

/** Returns what the firewall complains of, if it does. */
function firewall(action: '-I' | '-D', [table, ...rule]: Rule): string {
  const result = spawnSync('iptables', ['-w', '-t', table, action, ...rule], { encoding: 'utf8' });
  return result.error?.message ?? result.stderr;
}

function ip(...args: string[]): string {
  const result = spawnSync('ip', args, { encoding: 'utf8' });
  if (result.status === 0) return result.stdout;
  throw new Error(
    `A network for the Docker engine is missing: ip ${args.join(' ')} says "${result.stderr.trim()}". ` +
      'Run the tests where root may create networks, or start an engine yourself and set DOCKER_HOST.',
  );
}

function freePrefix(): string {
  const taken = ip('-4', 'addr') + ip('-4', 'route', 'show', 'table', 'all');
  for (let step = 0; step < 50; step++) {
    const prefix = `10.${200 + ((process.pid + step) % 50)}.`;
    if (!taken.includes(` ${prefix}`)) return prefix;
  }
  throw new Error('Every address range from 10.200.0.0 to 10.249.0.0 is taken: remove stale networks.');
}

function linksIn(range: string): string[] {
  const prefix = range.replace('0.0/16', '');
  return ip('-o', '-4', 'addr')
    .split('\n')
    .filter((line) => line.includes(` ${prefix}`))
    .flatMap((line) => line.split(/\s+/)[1] ?? []);
}

function mtuToTheOutside(): number {
  const [, device = 'lo'] = / dev (\S+)/.exec(ip('-4', 'route', 'show', 'default')) ?? [];
  return Math.min(1500, Number(readFileSync(`/sys/class/net/${device}/mtu`, 'utf8')));
}
