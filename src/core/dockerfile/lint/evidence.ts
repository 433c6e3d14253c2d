/** What the workspace tells about a Dockerfile; gathered by an adapter, never awaited by the text rules. */
export interface Evidence {
  /** Where the build context was found, relative to the Dockerfile's folder: `.`, `..`; undefined when it is a guess among several. */
  readonly context: string | undefined;
  /** Files and folders of the context by their path in it, with forward slashes; those that .dockerignore excludes too. */
  readonly files: ReadonlyMap<string, FileFact>;
  /** False when the walk stopped at its limit: then the absence of a file proves nothing. */
  readonly complete: boolean;
  /** Does .dockerignore keep this path out of the build? By Docker's own matching. */
  readonly isIgnored: (path: string) => boolean;
  /** Bytes that would be sent, ignored files left out. */
  readonly bytes: number;
}

export interface FileFact {
  readonly kind: 'file' | 'folder';
  readonly bytes: number;
  /** The exec bit, from the git index on Windows; undefined when nobody knows. */
  readonly executable: boolean | undefined;
  /** The whole text of a small text file, its line ends as they are; undefined for large and binary ones. */
  readonly text: string | undefined;
}
