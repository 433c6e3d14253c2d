import Docker from 'dockerode';
import type { Engine } from './engine';

/** dockerode, talking to the engine of the tests. */
export function connect(engine: Pick<Engine, 'host'>, timeout?: number): Docker {
  const limit = timeout === undefined ? {} : { timeout };
  const socketPath = socketOf(engine.host);
  if (socketPath !== undefined) return new Docker({ socketPath, ...limit });
  const { protocol, hostname, port, username } = new URL(engine.host);
  if (protocol === 'ssh:') {
    const agent = process.env['SSH_AUTH_SOCK'];
    const sshOptions = agent === undefined ? {} : { agent };
    return new Docker({ protocol: 'ssh', host: hostname, port: port || 22, username, sshOptions, ...limit });
  }
  // For TCP, dockerode itself reads DOCKER_TLS_VERIFY and DOCKER_CERT_PATH.
  return new Docker({ host: hostname, port: port || 2375, ...limit });
}

export function socketOf(host: string): string | undefined {
  return /^(?:unix|npipe):\/\/(.+)$/.exec(host)?.[1];
}

export async function answers(host: string): Promise<boolean> {
  const docker = connect({ host }, 5_000);
  return docker.ping().then(
    () => true,
    () => false,
  );
}

/** Follows a stream of progress to its end. The engine reports failures inside the stream, under HTTP 200. */
export async function finish(docker: Docker, stream: NodeJS.ReadableStream): Promise<void> {
  const events = await new Promise<{ readonly error?: string }[]>((resolve, reject) => {
    docker.modem.followProgress(stream, (error, output) => (error ? reject(error) : resolve(output ?? [])));
  });
  const failed = events.find((event) => event.error !== undefined);
  if (failed) throw new Error(failed.error);
}
