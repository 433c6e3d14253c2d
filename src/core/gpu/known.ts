type Known<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Without what is not known, so that it is absent and never `undefined`. */
export function known<T extends object>(values: T): Known<T>;
export function known(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
