const mark = 'foreign-image:';

/**
 * A row of another extension's images: Container Tools gives its own node with the command. Nobody promised its shape,
 * so that only what is plainly there is believed.
 */
export function foreignImageId(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const [name, id]: readonly unknown[] = ['fullTag', 'imageId'].map((key) => Reflect.get(node, key));
  if (typeof name === 'string' && name !== '' && !name.includes('<none>')) return mark + name;
  return typeof id === 'string' && /^(?:sha256:)?[0-9a-f]{12,64}$/.test(id) ? mark + id : undefined;
}

/** What the row stands for; nothing for a row of ours. */
export const foreignImage = (row: string): string | undefined =>
  row.startsWith(mark) ? row.slice(mark.length) : undefined;
