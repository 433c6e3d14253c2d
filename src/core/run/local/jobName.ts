const longest = 63;

/** What AWS accepts as a job's name: letters, digits and single hyphens, 63 at most. */
export function jobName(base: string, now: Date): string {
  const stamp = now.toISOString().slice(0, 23).replaceAll(/[T:.]/g, '-');
  const clean = base
    .replaceAll(/[^a-zA-Z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, longest - stamp.length - 1)
    .replace(/-+$/, '');
  return clean === '' ? `run-${stamp}` : `${clean}-${stamp}`;
}
