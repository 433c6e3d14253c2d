import type { Finding } from '../../core/dockerfile/lint/finding';
import { fixUntilAtRest, type Applied } from '../../core/dockerfile/lint/edit/applyFixes';
import { lint, type LintResult, type LintSettings } from '../../core/dockerfile/lint/lint';
import type { LocalWorld } from '../../core/ports';
import { applyFileEdits } from './applyFileEdits';
import type { EvidenceMemory } from './evidenceMemory';
import type { DockerfileInput } from './findContext';
import { gatherEvidence, type Gathered } from './gatherEvidence';

export interface LintInput extends DockerfileInput {
  readonly settings: Omit<LintSettings, 'evidence' | 'now'>;
  /** False for the rules of the text alone. */
  readonly workspace: boolean;
}

export interface Linted {
  readonly text: string;
  readonly result: LintResult;
}

export interface Mended extends Linted {
  readonly applied: readonly Applied[];
  /** The other files that were changed, by their paths in the context. */
  readonly changed: readonly string[];
}

type LintWorld = LocalWorld & { readonly memory: EvidenceMemory };

/** Making a file can show what else is wrong with it: executable, then its shebang. */
const rounds = 5;

export async function lintDockerfile(
  world: LintWorld,
  input: LintInput,
  signal: AbortSignal,
): Promise<Linted> {
  const gathered = await gather(world, input, signal);
  return { text: input.text, result: lintWith(world, input, gathered)(input.text) };
}

/** Applies the preferred fixes of the wanted findings, here and in other files, until nothing is left to mend. */
export async function mendDockerfile(
  world: LintWorld,
  input: LintInput & { readonly isWanted: (finding: Finding) => boolean },
  signal: AbortSignal,
): Promise<Mended> {
  const applied: Applied[] = [];
  const changed = new Set<string>();
  let { text } = input;
  for (let round = 0; ; round += 1) {
    const gathered = await gather(world, { ...input, text }, signal);
    const check = lintWith(world, input, gathered);
    const fixed = fixUntilAtRest(text, (now) => check(now).findings.filter(input.isWanted));
    const files = gathered ? await applyFileEdits(world.files, gathered, fixed.files, signal) : [];
    const isAtRest = fixed.text === text && files.length === 0;
    if (isAtRest || round === rounds) return { text, result: check(text), applied, changed: [...changed] };
    text = fixed.text;
    applied.push(...fixed.applied);
    files.forEach((path) => changed.add(path));
    world.memory.forget();
  }
}

const gather = async (
  world: LintWorld,
  input: LintInput,
  signal: AbortSignal,
): Promise<Gathered | undefined> => (input.workspace ? gatherEvidence(world, input, signal) : undefined);

const lintWith =
  ({ clock }: LintWorld, { settings }: LintInput, gathered: Gathered | undefined) =>
  (text: string): LintResult =>
    lint(text, { ...settings, now: clock.now(), ...(gathered && { evidence: gathered.evidence }) });
