import * as l10n from '@vscode/l10n';
import { formatAge } from '../format';
import type { Answer } from './invoker';

/** Where a payload came from, so that it can be sent again. */
export type PayloadSource =
  | { readonly kind: 'file'; readonly uri: string }
  /** Lines are counted from 0; without them it is the whole document. */
  | { readonly kind: 'editor'; readonly uri: string; readonly range?: TextRange }
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'object'; readonly uri: string };

export type TextRange = readonly [line: number, character: number, endLine: number, endCharacter: number];

/** What was sent. Custom attributes may hold keys: only that there were some is kept. */
export interface PastInvocation {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly source: PayloadSource;
  readonly bytes: number;
  readonly contentType: string;
  readonly accept?: string;
  readonly targetVariant?: string;
  readonly targetModel?: string;
  readonly hadAttributes?: true;
  /** Each row of the payload was a request. */
  readonly rowByRow?: true;
  readonly outcome: PastOutcome;
}

export interface PastOutcome {
  readonly isFine: boolean;
  /** In words, short. */
  readonly text: string;
}

const most = 50;
/** Characters: more is not typed but pasted, and belongs into a file. */
const longest = 10_000;

/** The newest first; what is too long to be kept cannot be sent again, and is left out. */
export function withInvocation(
  past: readonly PastInvocation[],
  latest: PastInvocation,
): readonly PastInvocation[] {
  const { source } = latest;
  if (source.kind === 'typed' && source.text.length > longest) return past;
  return [latest, ...past].slice(0, most);
}

export function outcomeOf(answer: Answer): PastOutcome {
  const time = l10n.t('{0} ms', Math.round(answer.milliseconds));
  const by = answer.variant === undefined ? '' : l10n.t('answered by {0}', answer.variant);
  const status =
    answer.kind === 'answered' ? String(answer.status) : l10n.t('model error {0}', answer.status ?? '');
  return {
    isFine: answer.kind === 'answered',
    text: [status.trim(), time, by].filter(Boolean).join(' · '),
  };
}

/** As a line of a list; `now` in milliseconds since 1970. */
export function pastLine(
  { at, source, contentType, targetVariant, outcome, rowByRow }: PastInvocation,
  now: number,
): { readonly label: string; readonly description: string; readonly detail: string } {
  return {
    label: sourceInWords(source),
    description: [formatAge(at / 1000, now / 1000), outcome.text].join(' · '),
    detail: [
      contentType,
      ...(rowByRow ? [l10n.t('row by row')] : []),
      ...(targetVariant === undefined ? [] : [l10n.t('to {0}', targetVariant)]),
    ].join(' · '),
  };
}

export function sourceInWords(source: PayloadSource): string {
  switch (source.kind) {
    case 'typed':
      return shorten(source.text);
    case 'object':
      return source.uri;
    case 'file':
      return nameOf(source.uri);
    case 'editor':
      return source.range
        ? l10n.t('{0}, from line {1}', nameOf(source.uri), source.range[0] + 1)
        : nameOf(source.uri);
  }
}

const nameOf = (uri: string): string => decodeURIComponent(uri.split(/[/\\]/).at(-1) ?? uri);

const shorten = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
};
