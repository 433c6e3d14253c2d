import { hostname } from 'node:os';
import { Duplex } from 'node:stream';
import type Dockerode from 'dockerode';
import type { Shell, Shells } from '../../core/images/shell';
import { isAbort, Problem } from '../../core/problem';
import { field } from '../field';
import type { Ask, Engine } from './engine';

/** Says which process of which machine has the other end of the terminal. */
const label = 'longshore.shell';
const never = new AbortController().signal;

export const makeShells = ({ ask }: Pick<Engine, 'ask'>): Shells => ({
  open: async ({ image, program }, signal) =>
    ask(signal, async (docker) => {
      await removeLost(docker, signal);
      const container = await docker.createContainer({
        Image: image,
        Entrypoint: [program],
        Cmd: [],
        Env: ['TERM=xterm-256color'],
        Labels: { [label]: `${process.pid}@${hostname()}` },
        Tty: true,
        OpenStdin: true,
        StdinOnce: true,
        AttachStdin: true,
        AttachStdout: true,
        AttachStderr: true,
        abortSignal: signal,
      });
      try {
        return await start(ask, container, signal);
      } catch (error) {
        await container.remove({ force: true, v: true });
        throw error;
      }
    }),
});

async function start(ask: Ask, container: Dockerode.Container, signal: AbortSignal): Promise<Shell> {
  const stream: unknown = await container.attach({
    stream: true,
    stdin: true,
    stdout: true,
    stderr: true,
    hijack: true,
  });
  if (!(stream instanceof Duplex)) throw new Error('The engine opened no terminal.');
  // That it breaks is told by the end of the shell.
  stream.on('error', () => undefined);
  // Asked before it starts: a program may be quicker than the question.
  const waiting = container.wait({ condition: 'next-exit' }).then(exitCode, () => undefined);
  await container.start({ abortSignal: signal });
  const remove = async (): Promise<void> =>
    present(ask(never, async () => container.remove({ force: true, v: true }) as Promise<unknown>));
  return {
    output: readAll(stream),
    ended: waiting.then(async (code) => {
      await remove();
      return code;
    }),
    write: (text) => void stream.write(text),
    resize: async ({ columns, rows }) => {
      await present(ask(never, async () => container.resize({ w: columns, h: rows }) as Promise<unknown>));
    },
    close: async () => {
      stream.destroy();
      await remove();
    },
  };
}

const exitCode = (answer: unknown): number | undefined => {
  const code = field(answer, 'StatusCode');
  return typeof code === 'number' ? code : undefined;
};

async function* readAll(stream: Duplex): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    const code = field(error, 'code');
    if (!isAbort(error) && code !== 'ECONNRESET' && code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/** What is gone, or was taken away twice, is what was wanted. */
async function present(answer: Promise<unknown>): Promise<void> {
  try {
    await answer;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}

/** A window that was closed hard leaves its shell behind, waiting for keys that nobody will type. */
async function removeLost(docker: Dockerode, abortSignal: AbortSignal): Promise<void> {
  const filters = { label: [label] };
  for (const { Id, Labels } of await docker.listContainers({ all: true, filters, abortSignal })) {
    const [process_, host] = (Labels[label] ?? '').split('@');
    if (host !== hostname() || !isGone(Number(process_))) continue;
    await present(
      docker
        .getContainer(Id)
        .remove({ force: true, v: true })
        .catch(() => undefined),
    );
  }
}

function isGone(process_: number): boolean {
  try {
    return !process.kill(process_, 0);
  } catch (error) {
    return field(error, 'code') === 'ESRCH';
  }
}
