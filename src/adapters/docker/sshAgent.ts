import { spawn } from 'node:child_process';
import http from 'node:http';
import { Duplex } from 'node:stream';
import type { EngineAddress } from '../../core/docker/endpoint';

/**
 * Talks to a remote engine as the docker CLI does: through the user's own ssh, so that their configuration, keys,
 * agent and known hosts hold. `BatchMode` because nobody could answer a question here.
 */
export function sshAgent({ target, port }: EngineAddress & { kind: 'ssh' }): http.Agent {
  const agent = new http.Agent();
  const where = port === undefined ? [] : ['-p', String(port)];
  const options = ['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=10', '-T'];
  agent.createConnection = () => {
    const child = spawn('ssh', [...options, ...where, '--', target, 'docker', 'system', 'dial-stdio'], {
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const stream = Duplex.from({ readable: child.stdout, writable: child.stdin });
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-2000)));
    child.on('error', (error) => stream.destroy(error));
    child.on('close', (code) => {
      if (code !== 0)
        stream.destroy(
          Object.assign(new Error(words.trim() || `ssh ended with ${String(code)}`), { code: 'SSH' }),
        );
    });
    stream.on('close', () => child.kill());
    // Swallowed here only because the request that uses the stream reports it.
    stream.on('error', () => undefined);
    return stream;
  };
  return agent;
}
