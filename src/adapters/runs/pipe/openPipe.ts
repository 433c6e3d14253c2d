// The writing side of a channel in mode Pipe. Opening a FIFO for writing waits for its reader, and would hold one of
// Node's few threads: so it is tried without waiting, again and again, and written through the event loop.
import { execFile } from 'node:child_process';
import { constants, open as openCallback } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { OpenPipe, PipeSource } from '../../../core/run/ports';
import { field } from '../../field';
import { pipeContent } from './pipeContent';

const open = promisify(openCallback);
const execute = promisify(execFile);

/** Milliseconds between two looks for a reader. */
const lookAgain = 50;

export async function openPipe(
  place: string,
  source: PipeSource,
  failed: (error: unknown) => void,
): Promise<OpenPipe> {
  const life = new AbortController();
  const made: string[] = [];
  const make = async (epoch: number): Promise<string> => {
    const path = `${place}_${epoch}`;
    await execute('mkfifo', ['-m', '644', path]);
    made.push(path);
    return path;
  };
  const feed = async (first: string): Promise<void> => {
    let path = first;
    for (let next = 1; ; next += 1) {
      const writer = await openForReader(path, life.signal);
      // As AWS: who has read one epoch to its end finds the next.
      path = await make(next).catch((error: unknown) => {
        writer.destroy();
        throw error;
      });
      await write(writer, source, life.signal);
    }
  };
  const feeding = feed(await make(0)).catch((error: unknown) => {
    if (!life.signal.aborted) failed(error);
  });
  return {
    close: async () => {
      life.abort();
      await feeding;
      await Promise.all(made.map(async (path) => rm(path, { force: true })));
    },
  };
}

async function openForReader(path: string, signal: AbortSignal): Promise<Socket> {
  for (;;) {
    signal.throwIfAborted();
    try {
      const fd = await open(path, constants.O_WRONLY | constants.O_NONBLOCK);
      return new Socket({ fd, readable: false, writable: true });
    } catch (error) {
      if (field(error, 'code') !== 'ENXIO') throw error;
    }
    await sleep(lookAgain, undefined, { signal });
  }
}

/** A reader that has seen enough closes its end, and goes on to the next epoch. */
async function write(writer: Socket, source: PipeSource, signal: AbortSignal): Promise<void> {
  try {
    await pipeline(Readable.from(pipeContent(source), { objectMode: false }), writer, { signal });
  } catch (error) {
    if (field(error, 'code') !== 'EPIPE') throw error;
  } finally {
    writer.destroy();
  }
}
