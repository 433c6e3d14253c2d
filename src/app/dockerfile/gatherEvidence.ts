import { atOnce } from '../../core/atOnce';
import { readIgnoreRules, type IgnoreRules } from '../../core/dockerfile/context/ignore';
import { folderOf, joinPath, nameOf, relativePath } from '../../core/paths';
import { textsWorthReading } from '../../core/dockerfile/context/texts';
import type { Evidence, FileFact } from '../../core/dockerfile/lint/evidence';
import type { Files, Walk, WalkedEntry } from '../../core/ports';
import type { EvidenceMemory } from './evidenceMemory';
import { findContext, type DockerfileInput, type FoundContext } from './findContext';

export interface Gathered {
  readonly evidence: Evidence;
  /** The context that was looked at, also where it is a guess; the paths of the evidence and of file edits count from here. */
  readonly folder: string;
}

const limits = { entries: 20_000, milliseconds: 1_000 };
const ignoreBytes = 1024 * 1024;
const textBytes = 256 * 1024;
const readsAtOnce = 16;

/** Folders whose content no rule asks about; their bytes count. */
const opaque = new Set(['.git', 'node_modules', '.venv', 'venv']);

/** What the disk tells about a Dockerfile. */
export async function gatherEvidence(
  world: { readonly files: Files; readonly memory: EvidenceMemory },
  input: DockerfileInput,
  signal: AbortSignal,
): Promise<Gathered> {
  const { files, memory } = world;
  const context = await findContext(files, input, signal);
  const { rules, place } = await ignoreRulesOf(files, input.path, context.folder, signal);
  const walk = await memory.walk(
    `${context.folder}\n${place}`,
    async () => files.walk(context.folder, { ...limits, enter: (path) => enter(path, rules) }, signal),
    signal,
  );
  const entries = [...walk.entries, ...(await overlooked(files, context, walk, signal))];
  const texts = await readTexts(world, context.folder, textsWorthReading(entries, rules.isIgnored), signal);
  const evidence: Evidence = {
    context: context.certain ? relativePath(folderOf(input.path), context.folder) : undefined,
    files: new Map(entries.map((entry) => [entry.path, factOf(entry, texts.get(entry.path))])),
    complete: walk.complete,
    isIgnored: rules.isIgnored,
    bytes: walk.entries.reduce((sum, { path, bytes }) => (rules.isIgnored(path) ? sum : sum + bytes), 0),
  };
  return { evidence, folder: context.folder };
}

const factOf = ({ kind, bytes, executable }: WalkedEntry, text: string | undefined): FileFact => ({
  kind,
  bytes,
  executable,
  text,
});

/** `NAME.dockerignore` beside the Dockerfile goes before the one of the context. */
async function ignoreRulesOf(
  files: Files,
  dockerfile: string,
  context: string,
  signal: AbortSignal,
): Promise<{ readonly rules: IgnoreRules; readonly place: string }> {
  for (const place of [`${dockerfile}.dockerignore`, joinPath(context, '.dockerignore')]) {
    const text = await files.read(place, ignoreBytes, signal);
    if (text !== undefined) return { rules: readIgnoreRules(text), place: `${place}\n${text}` };
  }
  return { rules: readIgnoreRules(''), place: '' };
}

/** What is ignored as a whole need not be looked into. */
function enter(path: string, { isIgnored, hasExceptions }: IgnoreRules): 'walk' | 'measure' | 'skip' {
  if (!hasExceptions && isIgnored(path)) return 'skip';
  return opaque.has(nameOf(path)) ? 'measure' : 'walk';
}

/** What the Dockerfile names in folders that were not looked into, or beyond a limit. */
async function overlooked(
  files: Files,
  { folder, named }: FoundContext,
  { entries }: Walk,
  signal: AbortSignal,
): Promise<readonly WalkedEntry[]> {
  const seen = new Set(entries.map(({ path }) => path));
  const missing = named.filter((path) => !seen.has(path));
  const stats = await Promise.all(missing.map(async (path) => files.stat(joinPath(folder, path), signal)));
  return missing.flatMap((path, index) => {
    const stat = stats[index];
    return stat ? [{ ...stat, path, leadsOut: false }] : [];
  });
}

async function readTexts(
  { files, memory }: { readonly files: Files; readonly memory: EvidenceMemory },
  folder: string,
  entries: readonly WalkedEntry[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string | undefined>> {
  const texts = await atOnce(entries, readsAtOnce, async (entry) => {
    const path = joinPath(folder, entry.path);
    return [
      entry.path,
      await memory.text(path, entry, async () => files.read(path, textBytes, signal)),
    ] as const;
  });
  return new Map(texts);
}
