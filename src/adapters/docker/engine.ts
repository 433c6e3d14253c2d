import { homedir } from 'node:os';
import type Dockerode from 'dockerode';
import type { Endpoint } from '../../core/docker/endpoint';
import { chooseEndpoint } from '../../core/docker/endpoint';
import { isAbort } from '../../core/problem';
import type { Connection } from './connect';
import { connect } from './connect';
import { currentContext, dockerContexts } from './contexts';
import { dockerProblem } from './problems';

/** What the user set for us, read anew at each connection. */
export interface DockerSettings {
  readonly host: string;
  readonly context: string;
}

/** The one connection that everything about the user's engine goes through. */
export function makeEngine(settings: () => DockerSettings): Engine {
  let connection: Promise<Connection> | undefined;
  const choose = async (): Promise<Endpoint> => {
    const { host, context } = settings();
    // An address that was given needs no configuration, which may be unreadable.
    const given = host !== '' || (context === '' && Boolean(process.env['DOCKER_HOST']));
    const [current, contexts] = given
      ? [undefined, []]
      : await Promise.all([currentContext(), dockerContexts.list()]);
    return chooseEndpoint({
      platform: process.platform,
      home: homedir(),
      environment: process.env,
      settingHost: host,
      settingContext: context,
      currentContext: current,
      contexts,
    });
  };
  const reach = async (signal: AbortSignal): Promise<Connection> => {
    const reaching = (connection ??= choose().then(async (endpoint) => connect(endpoint, signal)));
    try {
      return await reaching;
    } catch (error) {
      if (connection === reaching) connection = undefined;
      // The connection that we waited for may have been somebody else's, who gave up.
      if (isAbort(error) && !signal.aborted) return reach(signal);
      throw error;
    }
  };
  const ask: Ask = async (signal, question) => {
    const { docker, endpoint } = await reach(signal);
    try {
      return await question(docker);
    } catch (error) {
      signal.throwIfAborted();
      throw dockerProblem(error, endpoint.name);
    }
  };
  return { choose, forget: () => (connection = undefined), ask };
}

/** Asks the engine, and says in our words what went wrong. */
export type Ask = <T>(signal: AbortSignal, question: (docker: Dockerode) => Promise<T>) => Promise<T>;

export interface Engine {
  readonly choose: () => Promise<Endpoint>;
  readonly forget: () => void;
  readonly ask: Ask;
}
