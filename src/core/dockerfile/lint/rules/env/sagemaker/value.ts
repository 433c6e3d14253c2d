import type { Token } from '../../../../text/joined';
import type { Edit } from '../../../finding';

/** Another value in the quotes of the old one. */
export function valueEdit({ start, end, raw }: Token, text: string): Edit {
  const [first = ''] = raw;
  const quote = /^(["']).*\1$/s.test(raw) ? first : '';
  return { start, end, text: `${quote}${text}${quote}` };
}
