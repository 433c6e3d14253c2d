import * as l10n from '@vscode/l10n';
import { formatSize } from '../../format';
import type { Interval } from '../compare/interval';
import type { Pace } from '../plan/loadStep';
import type { LatencyLimit } from '../plan/readLevels';
import type { ErrorCounts, LoadError } from '../tally';
import type { RateFailure } from './foundRate';
import type { Range } from './loadReport';

const digits = (value: number): string => String(Number(value.toPrecision(3)));

/** Three digits. */
export function timeInWords(milliseconds: number): string {
  return milliseconds < 1000
    ? l10n.t('{0} ms', digits(milliseconds))
    : l10n.t('{0} s', digits(milliseconds / 1000));
}

export const rateInWords = (rate: number): string => l10n.t('{0}/s', digits(rate));

export function paceInWords(pace: Pace): string {
  if (pace.kind === 'closed') return l10n.t('{0} at once', pace.concurrency);
  return pace.arrivals === 'random' ? l10n.t('{0}/s by chance', digits(pace.rate)) : rateInWords(pace.rate);
}

export const limitInWords = ({ quantile, milliseconds }: LatencyLimit): string =>
  l10n.t('p{0} ≤ {1}', digits(quantile * 100), timeInWords(milliseconds));

export const shareInWords = (share: number): string => l10n.t('{0} %', digits(share * 100));

export const processorsInWords = ({ mean, max }: Range): string =>
  l10n.t('{0} %, at most {1} %', Math.round(mean), Math.round(max));

export const memoryInWords = ({ max }: Range): string => formatSize(max);

export function errorInWords(error: LoadError): string {
  switch (error) {
    case 'refused':
      return l10n.t('connection refused');
    case 'reset':
      return l10n.t('connection cut');
    case 'timeout':
      return l10n.t('no answer in time');
    case 'not-http':
      return l10n.t('not an answer over HTTP');
    case 'unsent':
      return l10n.t('no free connection');
    case 'redirect':
      return l10n.t('redirected, which is not followed');
    case 'client':
      return l10n.t('request refused (4xx)');
    case 'throttled':
      return l10n.t('too many requests (429)');
    case 'model':
      return l10n.t('error of the model (424)');
    case 'unavailable':
      return l10n.t('unavailable (503)');
    case 'server':
      return l10n.t('error of the server (5xx)');
    case 'content-type':
      return l10n.t('another content type');
    case 'other-status':
      return l10n.t('another status');
  }
}

/** The most frequent first. */
export function errorList(
  errors: ErrorCounts,
): ReadonlyArray<{ readonly error: LoadError; readonly count: number }> {
  return loadErrors
    .map((error) => ({ error, count: errors[error] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((left, right) => right.count - left.count);
}

const loadErrors = [
  'refused',
  'reset',
  'timeout',
  'not-http',
  'unsent',
  'redirect',
  'client',
  'throttled',
  'model',
  'unavailable',
  'server',
  'content-type',
  'other-status',
] as const satisfies readonly LoadError[];

export function failureInWords(failure: RateFailure): string {
  switch (failure) {
    case 'latency':
      return l10n.t('too slow');
    case 'errors':
      return l10n.t('too many errors');
    case 'achieved':
      return l10n.t('answers fall behind');
    case 'generator':
      return l10n.t('this machine cannot send so much');
    case 'stopped':
      return l10n.t('stopped');
    case 'gone':
      return l10n.t('nobody was there');
  }
}

/** 1.25 is 25 % more. */
export const ratioInWords = (ratio: number): string => {
  const percent = (ratio - 1) * 100;
  return l10n.t('{0} %', `${percent > 0 ? '+' : ''}${digits(Number(percent.toFixed(1)))}`);
};

export const ratioInterval = ({ value, low, high }: Interval): string =>
  l10n.t('{0} ({1} to {2})', ratioInWords(value), ratioInWords(low), ratioInWords(high));

export const timeInterval = ({ value, low, high }: Interval): string =>
  l10n.t('{0} ({1} to {2})', timeInWords(value), timeInWords(low), timeInWords(high));
