/** How somebody wants to see their images; remembered for each workspace. */
export interface ImagesLook {
  readonly group: 'repository' | 'registry' | 'age' | 'none';
  readonly sort: 'newest' | 'oldest' | 'name' | 'largest';
  /** Words that all have to be in a name or an id. */
  readonly filter: string;
  readonly untagged: boolean;
}

export const usualLook: ImagesLook = { group: 'repository', sort: 'newest', filter: '', untagged: true };
