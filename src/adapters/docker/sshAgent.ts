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
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-2000)));
    const stream = new Duplex({
      read: () => void child.stdout.resume(),
      // A broken pipe is told by the end of ssh, with its reason.
      write: (chunk: Uint8Array, _encoding, written) => child.stdin.write(chunk, () => written()),
      final: (ended) => child.stdin.end(() => ended()),
      destroy: (error, destroyed) => {
        child.kill();
        destroyed(error);
      },
    });
    child.stdout.on('data', (chunk: Uint8Array) => {
      if (!stream.push(chunk)) child.stdout.pause();
    });
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => stream.destroy(error));
    child.on('close', (code) => {
      if (code === 0) stream.push(null);
      else stream.destroy(sshError(words.trim() || `ssh ended with ${String(code)}`));
    });
    return stream;
  };
  return agent;
}

const sshError = (words: string): Error => Object.assign(new Error(words), { code: 'SSH' });
