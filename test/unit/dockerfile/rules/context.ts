import type { Evidence, FileFact } from '../../../../src/core/dockerfile/lint/evidence';

interface Entry {
  readonly text?: string;
  readonly executable?: boolean;
}

export interface ContextOptions {
  readonly complete?: boolean;
  readonly context?: string | undefined;
  readonly ignored?: readonly string[];
}

/** A build context from its files: the text, or more about the file. Folders follow from the paths. */
export function context(
  entries: Readonly<Record<string, string | Entry>>,
  { complete = true, ignored = [], ...rest }: ContextOptions = {},
): Evidence {
  const files = new Map<string, FileFact>();
  for (const [path, entry] of Object.entries(entries)) {
    const { text, executable = false } = typeof entry === 'string' ? { text: entry } : entry;
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1))
      files.set(path.slice(0, at), { kind: 'folder', bytes: 0, executable: undefined, text: undefined });
    files.set(path, { kind: 'file', bytes: text?.length ?? 9, executable, text });
  }
  return {
    context: 'context' in rest ? rest.context : '.',
    files,
    complete,
    isIgnored: (path) => ignored.some((each) => path === each || path.startsWith(`${each}/`)),
    bytes: 0,
  };
}
