import type { Dockerfile } from '../syntax';
import { pragmasOf } from './pragma';

/** Was a rule silenced here? `ignore=` speaks for the instruction below the comment, `ignore-file=` for the file. */
export function suppressionsOf(dockerfile: Dockerfile): (rule: string, offset: number) => boolean {
  const pragmas = pragmasOf(dockerfile);
  const everywhere = new Set(pragmas.flatMap(({ key, values }) => (key === 'ignore-file' ? values : [])));
  const here = pragmas.filter(({ key }) => key === 'ignore');
  if (everywhere.size === 0 && here.length === 0) return () => false;
  const places = here.flatMap(({ comment, values }) => {
    const next = dockerfile.instructions.find(({ end }) => end > comment.start);
    return next
      ? [{ start: Math.min(comment.start, next.start), end: next.end, rules: new Set(values) }]
      : [];
  });
  return (rule, offset) =>
    everywhere.has(rule) ||
    places.some(({ start, end, rules }) => rules.has(rule) && offset >= start && offset < end);
}
