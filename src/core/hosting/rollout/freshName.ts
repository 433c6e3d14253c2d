const longest = 63;
const stamped = /-\d{8}-\d{6}(?:-\d+)?$/;

/** The time of day as it stands in names: `20261201-031500`, in UTC. */
export const stampOf = (now: number): string =>
  new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');

/** `iris-20261201-031500`: the stamp of an earlier name gives way, and so does what is too long. */
export function freshName(base: string, stamp: string, taken: ReadonlySet<string> = new Set()): string {
  const root = base.replace(stamped, '');
  for (let count = 1; ; count += 1) {
    const ending = count === 1 ? `-${stamp}` : `-${stamp}-${count}`;
    const name = `${root.slice(0, longest - ending.length).replace(/-+$/, '')}${ending}`;
    if (!taken.has(name)) return name;
  }
}
