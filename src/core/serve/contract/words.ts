import * as l10n from '@vscode/l10n';
import { formatSize } from '../../format';
import type { Seen, Trial } from './evidence';

/** An answer in a line, as evidence. */
export function seenText(request: string, seen: Seen): string {
  const time = duration(seen.milliseconds);
  if (seen.kind === 'failed') return l10n.t('{0}: {1} after {2}', request, reasonText(seen.reason), time);
  const type = seen.contentType === '' ? l10n.t('no content type') : seen.contentType;
  const body = excerpt(seen.text);
  return body === ''
    ? l10n.t('{0}: {1}, {2}, no body, {3}', request, seen.status, type, time)
    : l10n.t('{0}: {1}, {2}, {3}, {4}: {5}', request, seen.status, type, formatSize(seen.bytes), time, body);
}

function reasonText(reason: Extract<Seen, { kind: 'failed' }>['reason']): string {
  switch (reason) {
    case 'refused':
      return l10n.t('nothing listens');
    case 'reset':
      return l10n.t('the connection was closed without an answer');
    case 'connect-timeout':
      return l10n.t('the connection was not accepted');
    case 'timeout':
      return l10n.t('no answer');
    case 'not-http':
      return l10n.t('the answer is not HTTP');
  }
}

export const duration = (milliseconds: number): string =>
  milliseconds < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${Number((milliseconds / 1000).toPrecision(3))} s`;

const longest = 160;

/** The first line or so of a body, without what would move a cursor. */
export function excerpt(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

export const isSuccess = (seen: Seen | undefined): boolean =>
  seen?.kind === 'answered' && seen.status >= 200 && seen.status < 300;

export const isClientError = (seen: Seen): boolean =>
  seen.kind === 'answered' && seen.status >= 400 && seen.status < 500;

/** What the container said last, as evidence. */
export const lastLines = ({ log }: Trial, count = 5): readonly string[] =>
  log
    .filter((line) => line.trim() !== '')
    .slice(-count)
    .map((line) => l10n.t('log: {0}', excerpt(line)));
