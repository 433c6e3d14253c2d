import { parse } from '../../dockerfile/parse/parse';
import { unwrapTrigger } from '../../dockerfile/syntax';

/** What a Dockerfile asks of whoever builds it. */
export interface BuildNeeds {
  /** Only BuildKit has it: mounts, heredocs, newer flags of COPY and ADD, a syntax of its own. */
  readonly buildKit: boolean;
  /** The SSH agent of the user. */
  readonly ssh: boolean;
}

const newerFlags = new Set(['mount', 'network', 'security', 'link', 'parents', 'exclude', 'checksum']);

export function buildNeeds(text: string): BuildNeeds {
  const { instructions, directives } = parse(text);
  const all = instructions.map(unwrapTrigger);
  const flags = all.flatMap((each) => each.flags);
  return {
    buildKit:
      directives.some(({ name }) => name === 'syntax') ||
      all.some(({ heredocs }) => heredocs.length > 0) ||
      flags.some(({ name }) => newerFlags.has(name)),
    ssh: flags.some(({ name, value }) => name === 'mount' && /(?:^|,)type=ssh(?:,|$)/.test(value ?? '')),
  };
}
