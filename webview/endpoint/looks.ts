/** How somebody looks at the page: which variant is chosen, and what is open. */
export interface Looks {
  readonly variant: string | undefined;
  /** By the ids of what opens. */
  readonly open: ReadonlySet<string>;
}

export const firstLooks: Looks = { variant: undefined, open: new Set(['metrics']) };

export function withOpen(looks: Looks, id: string, isOpen: boolean): Looks {
  const open = new Set(looks.open);
  if (isOpen) open.add(id);
  else open.delete(id);
  return { ...looks, open };
}
