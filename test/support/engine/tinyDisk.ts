// A disk of four megabytes that a private engine has in its own mount namespace, for tests of what happens when one is
// full. It goes with the engine. Nobody but root can have one, and engines of users have none.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Engine } from './engine';

export interface TinyDisk {
  /** As this process sees it. */
  readonly path: string;
  /** A path on it as the engine sees it. */
  readonly inside: (path: string) => string;
}

const placeOf = (socket: string): string => join(dirname(socket), 'tiny');
const noteOf = (socket: string): string => `${placeOf(socket)}.root`;

export function makeTinyDisk(socket: string): string {
  mkdirSync(placeOf(socket));
  return placeOf(socket);
}

/** A process with the engine's mounts is a door to them. */
export function noteTinyDisk(socket: string, insider: number): void {
  writeFileSync(noteOf(socket), `/proc/${insider}/root`);
}

export function tinyDisk({ socket }: Engine): TinyDisk | undefined {
  if (socket === undefined || !existsSync(noteOf(socket))) return undefined;
  const root = readFileSync(noteOf(socket), 'utf8');
  return {
    path: root + placeOf(socket),
    inside: (path) => (path.startsWith(root) ? path.slice(root.length) : path),
  };
}
