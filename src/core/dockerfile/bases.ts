import { evaluate } from './build/evaluate';
import { parse } from './parse/parse';

/** The images that a Dockerfile begins with, as far as its text says them. */
export const basesOf = (text: string, args: Readonly<Record<string, string>>): readonly string[] =>
  evaluate(parse(text), { arguments: new Map(Object.entries(args)) }).stages.flatMap(({ base }) =>
    base.kind === 'image' && base.reference.known ? [base.reference.value] : [],
  );
