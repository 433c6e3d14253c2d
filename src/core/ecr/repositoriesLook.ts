/** How somebody wants to see their repositories; remembered for each workspace. */
export interface RepositoriesLook {
  /** Words that all have to be in a name. */
  readonly filter: string;
  /** Subjects of the repositories that come first. */
  readonly favourites: readonly string[];
}

export const usualRepositories: RepositoriesLook = { filter: '', favourites: [] };

export function isWanted(name: string, { filter }: RepositoriesLook): boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => name.toLowerCase().includes(word));
}
