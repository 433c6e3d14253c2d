const keys = new Set(['env', 'environment', 'stage', 'tier']);
const values = /^(?:prod|production|live)$/i;

/** By its tags, or by its name: a change of it is confirmed by typing. */
export function isProduction(name: string, tags: Readonly<Record<string, string>>): boolean {
  const tagged = Object.entries(tags).filter(([key]) => keys.has(key.toLowerCase().replace(/^.*:/, '')));
  if (tagged.some(([, value]) => values.test(value))) return true;
  return tagged.length === 0 && /(?:^|[-_])(?:prod|production|live)(?:$|[-_\d])/i.test(name);
}
