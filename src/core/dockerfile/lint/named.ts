import type { Instruction } from '../syntax';

export type Named = (...names: readonly string[]) => readonly Instruction[];

const none: readonly Instruction[] = [];

/** Finds instructions by their names, in the order of the text; each combination of names is looked for once. */
export function namedIn(instructions: readonly Instruction[]): Named {
  const groups = groupByName(instructions);
  const unions = new Map<string, readonly Instruction[]>();
  return (...names) => {
    const [first = ''] = names;
    if (names.length === 1) return groups.get(first) ?? none;
    const key = names.join(' ');
    const known = unions.get(key);
    if (known !== undefined) return known;
    const lists = names.flatMap((name) => [groups.get(name) ?? none]).filter(({ length }) => length > 0);
    const union = lists.length < 2 ? (lists[0] ?? none) : instructions.filter(isNamed(names));
    unions.set(key, union);
    return union;
  };
}

const isNamed =
  (names: readonly string[]) =>
  ({ name }: Instruction): boolean =>
    names.includes(name);

function groupByName(instructions: readonly Instruction[]): ReadonlyMap<string, readonly Instruction[]> {
  const groups = new Map<string, Instruction[]>();
  for (const instruction of instructions) {
    const group = groups.get(instruction.name);
    if (group) group.push(instruction);
    else groups.set(instruction.name, [instruction]);
  }
  return groups;
}
