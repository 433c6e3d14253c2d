import type { FileFact } from '../../../../src/core/dockerfile/lint/evidence';
import type { LintSettings } from '../../../../src/core/dockerfile/lint/lint';

export interface ContextOptions {
  readonly complete?: boolean;
  /** Paths that .dockerignore leaves out, with all that is below. */
  readonly ignored?: readonly string[];
  readonly bytes?: number;
}

/** A build context of these files, by path: their text, or their size. */
export function context(
  files: Readonly<Record<string, string | number>>,
  { complete = true, ignored = [], bytes = 0 }: ContextOptions = {},
): Partial<LintSettings> {
  const facts = new Map<string, FileFact>();
  for (const [path, content] of Object.entries(files)) {
    const parts = path.split('/');
    for (let count = 1; count < parts.length; count += 1) {
      const folder = parts.slice(0, count).join('/');
      facts.set(folder, { kind: 'folder', bytes: 0, executable: undefined, text: undefined });
    }
    const text = typeof content === 'string' ? content : undefined;
    const size = typeof content === 'string' ? content.length : content;
    facts.set(path, { kind: 'file', bytes: size, executable: false, text });
  }
  const isIgnored = (path: string): boolean =>
    ignored.some((each) => path === each || path.startsWith(`${each}/`));
  return { evidence: { context: '.', files: facts, complete, isIgnored, bytes } };
}
