import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import { field } from '../field';

export const notThere = (path: string, cause?: unknown): Problem =>
  new Problem('file-unreadable', l10n.t('{0} is not there.', path), cause);

export const noFile = (path: string): Problem =>
  new Problem('file-unreadable', l10n.t('{0} is no file that can be read.', path));

export const denied = (path: string, cause?: unknown): Problem =>
  new Problem('file-unreadable', l10n.t('{0} cannot be read: you may not.', path), cause);

export const damaged = (path: string, cause: unknown): Problem =>
  new Problem(
    'file-unreadable',
    l10n.t('{0} cannot be unpacked: it is damaged, or no tar archive.', path),
    cause,
  );

/** What the disk says when a file is read, in our words. */
export function readProblem(path: string, error: unknown): unknown {
  switch (field(error, 'code')) {
    case 'ENOENT':
    case 'ENOTDIR':
      return notThere(path, error);
    case 'EACCES':
    case 'EPERM':
      return denied(path, error);
    // A link, a socket, a folder.
    case 'ELOOP':
    case 'ENXIO':
    case 'EISDIR':
      return noFile(path);
    default:
      return error;
  }
}

/** Paths come from rows and addresses; none may lead out of its tree. */
export function checkPath(path: string): void {
  const parts = path.split('/');
  const strange = parts.some((part) => part === '' || part === '.' || part === '..') || path.includes('\0');
  if (strange && path !== '') throw notThere(path);
}
