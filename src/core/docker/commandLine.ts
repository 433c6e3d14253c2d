import type { Endpoint } from './endpoint';

/** How the user's own docker command line is brought to an engine: words before the others, and variables. */
export interface DockerCommand {
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export function dockerCommand({ name, source }: Endpoint): DockerCommand {
  if (source === 'default') return { words: [], environment: {} };
  return isHost(name)
    ? { words: [], environment: { DOCKER_HOST: name } }
    : { words: ['--context', name], environment: {} };
}

/** What the docker command line calls an engine in its notes on builders. */
export const engineNames = ({ name, source, addresses }: Endpoint): readonly string[] =>
  source === 'default'
    ? ['default', ...addresses.flatMap((each) => (each.kind === 'socket' ? [`unix://${each.path}`] : []))]
    : [name];

/** Names of contexts have no colons. */
const isHost = (name: string): boolean => name.includes(':');
