// The writing side of a channel in mode Pipe. Opening a FIFO for writing waits for its reader, and would hold one of
// Node's few threads: so it is tried without waiting, again and again, and written through the event loop.
import { execFile } from 'node:child_process';
import { constants, open as openCallback } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { basename, dirname } from 'node:path';
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
  const epochs = await epochsOf(place);
  const pathOf = (epoch: number): string => `${place}_${epoch}`;
  const make = async (epoch: number): Promise<void> => {
    await execute('mkfifo', ['-m', '644', pathOf(epoch)]);
    epochs.push(epoch);
  };
  const feed = async (first: number): Promise<void> => {
    for (let epoch = first; ; epoch += 1) {
      const writer = await openForReader(pathOf(epoch), life.signal);
      // As AWS: who has read one epoch to its end finds the next.
      await make(epoch + 1).catch((error: unknown) => {
        writer.destroy();
        throw error;
      });
      await write(writer, pipeContent(source, epoch), life.signal);
    }
  };
  if (epochs.length === 0) await make(0);
  const feeding = feed(Math.max(...epochs)).catch((error: unknown) => {
    if (!life.signal.aborted) failed(error);
  });
  const leave = async (): Promise<void> => {
    life.abort();
    await feeding;
  };
  return {
    leave,
    close: async () => {
      await leave();
      await Promise.all(epochs.map(async (epoch) => rm(pathOf(epoch), { force: true })));
    },
  };
}

/** Those of a run that somebody else has begun: all but the last have been read, or are being read no more. */
async function epochsOf(place: string): Promise<number[]> {
  const names = await readdir(dirname(place));
  const start = `${basename(place)}_`;
  return names.flatMap((name) => {
    const epoch = name.startsWith(start) ? name.slice(start.length) : '';
    return /^\d+$/.test(epoch) ? [Number(epoch)] : [];
  });
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
async function write(writer: Socket, content: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
  try {
    await pipeline(Readable.from(content, { objectMode: false }), writer, { signal });
  } catch (error) {
    if (field(error, 'code') !== 'EPIPE') throw error;
  } finally {
    writer.destroy();
  }
}
