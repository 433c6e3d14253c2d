import * as l10n from '@vscode/l10n';
import { Problem } from '../../problem';
import type { Tolerance } from '../compare/answers';

/** `0.001`, or `1%` of the larger number. */
export function readTolerance(text: string): Tolerance {
  const [, number = '', percent = ''] = /^\s*(\d+(?:\.\d+)?(?:e-?\d+)?)\s*(%?)\s*$/i.exec(text) ?? [];
  if (number === '') throw new Problem('bad-usage', l10n.t('{0} is no tolerance: write 0.001 or 1%.', text));
  return percent === ''
    ? { absolute: Number(number), relative: 0 }
    : { absolute: 0, relative: Number(number) / 100 };
}
