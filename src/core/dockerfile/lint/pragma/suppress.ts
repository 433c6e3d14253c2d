import { instructionFrom, type Dockerfile, type Instruction } from '../../syntax';
import { pragmasOf } from './pragma';

/** Was a rule silenced here? `ignore=` speaks for the instruction below the comment, `ignore-file=` for the file. */
export function suppressionsOf(dockerfile: Dockerfile): (rule: string, offset: number) => boolean {
  const pragmas = pragmasOf(dockerfile);
  const everywhere = new Set(pragmas.flatMap(({ key, values }) => (key === 'ignore-file' ? values : [])));
  const here = pragmas.filter(({ key }) => key === 'ignore');
  if (everywhere.size === 0 && here.length === 0) return () => false;
  const places = new Map<Instruction, { readonly start: number; readonly rules: readonly string[] }[]>();
  for (const { comment, values } of here) {
    const next = instructionFrom(dockerfile.instructions, comment.start);
    if (next === undefined) continue;
    const place = { start: Math.min(comment.start, next.start), rules: values };
    places.set(next, [...(places.get(next) ?? []), place]);
  }
  return (rule, offset) => {
    if (everywhere.has(rule)) return true;
    const instruction = instructionFrom(dockerfile.instructions, offset);
    const around = instruction && places.get(instruction);
    return around?.some(({ start, rules }) => offset >= start && rules.includes(rule)) ?? false;
  };
}
