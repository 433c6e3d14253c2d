import type { Instruction } from '../syntax';

export type Named = (...names: readonly string[]) => readonly Instruction[];

const none: readonly Instruction[] = [];

/** Finds instructions by their names, in the order of the text; each combination of names is looked for once. */
export function namedIn(instructions: readonly Instruction[]): Named {
  let groups: ReadonlyMap<string, readonly Instruction[]> | undefined;
  const unions = new Map<string, readonly Instruction[]>();
  return (...names) => {
    groups ??= groupByName(instructions);
    const [first = ''] = names;
    if (names.length === 1) return groups.get(first) ?? none;
    const key = names.join(' ');
    let union = unions.get(key);
    if (union === undefined) {
      union = names.reduce((all, name) => merged(all, groups?.get(name) ?? none), none);
      unions.set(key, union);
    }
    return union;
  };
}

/** Two lists in the order of the text as one. */
function merged(left: readonly Instruction[], right: readonly Instruction[]): readonly Instruction[] {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const all: Instruction[] = [];
  let at = 0;
  for (const instruction of left) {
    for (let other = right[at]; other !== undefined && other.number < instruction.number; other = right[at]) {
      all.push(other);
      at += 1;
    }
    all.push(instruction);
  }
  return all.concat(right.slice(at));
}

function groupByName(instructions: readonly Instruction[]): ReadonlyMap<string, readonly Instruction[]> {
  const groups = new Map<string, Instruction[]>();
  for (const instruction of instructions) {
    const group = groups.get(instruction.name);
    if (group) group.push(instruction);
    else groups.set(instruction.name, [instruction]);
  }
  return groups;
}
