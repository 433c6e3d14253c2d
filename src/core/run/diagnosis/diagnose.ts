import * as l10n from '@vscode/l10n';
import { generalWords, stoppedWords } from './general';
import type { Match } from './matches';
import { matchesIn, stateMatch, strongestFirst } from './matches';
import type { Reading } from './reading';
import { readText, tellingLine } from './reading';
import type { Diagnosis, RunEnd, Words } from './runEnd';
import type { Phase, Signature } from './signature';
import { trainingPhases } from './signature';
import { signatures } from './signatures';

interface Case {
  readonly end: RunEnd;
  readonly known: readonly Signature[];
  readonly failure: Reading;
  readonly log: Reading;
  /** The strongest first. */
  readonly matches: readonly Match[];
}

/** Says why a run failed. What the engine says counts most, then what the program wrote; nothing when all is well. */
export function diagnose(end: RunEnd, phases: readonly Phase[] = trainingPhases): Diagnosis | undefined {
  const known = signatures.filter((each) => each.phases.some((phase) => phases.includes(phase)));
  const { exitCode } = end;
  const engine = readText(end.engineError.split('\n'));
  const failure = readText((end.failureFile ?? '').split('\n'), exitCode);
  const log = readText(end.logTail, exitCode);
  const refused = strongestFirst(matchesIn({ source: 'engine', reading: engine, end }, known));
  const matches = strongestFirst([
    ...refused,
    ...matchesIn({ source: 'failure', reading: failure, end }, known),
    ...matchesIn({ source: 'log', reading: log, end }, known),
    ...byExitCode(known, end),
  ]);
  const one: Case = { end, known, failure, log, matches };
  const [first] = refused;
  if (first !== undefined && first.signature.weight !== 'hint') return told(one, first);
  return byState(one) ?? (succeeded(end) ? despiteSuccess(one) : byText(one));
}

const succeeded = ({ exitCode = 0, engineError }: RunEnd): boolean => exitCode === 0 && engineError === '';

function byExitCode(known: readonly Signature[], end: RunEnd): readonly Match[] {
  const { exitCode } = end;
  if (exitCode === undefined || exitCode <= 128) return [];
  const certain = known.filter((each) => each.alone === true && each.exitCodes.includes(exitCode));
  return certain.map((signature) => stateMatch(signature, end, l10n.t('Exit code {0}', exitCode)));
}

/** The container's state is certain, where the log only hints. */
function byState(one: Case): Diagnosis | undefined {
  const { end, known } = one;
  const state = (id: string, evidence: string): Diagnosis | undefined => {
    const signature = known.find((each) => each.id === id);
    return signature === undefined ? undefined : told(one, stateMatch(signature, end, evidence));
  };
  if (end.oomKilled) return state('oom-killed', 'OOMKilled: true');
  if (!end.stopRequested) return undefined;
  if (end.killedAfterGrace ?? end.exitCode === 137)
    return state('sigterm-ignored', l10n.t('Exit code {0}', end.exitCode ?? 137));
  if (end.exitCode === undefined || [0, 130, 137, 143].includes(end.exitCode)) return undefined;
  return { id: 'stopped', ...stoppedWords(end.exitCode), evidence: tellingLine(one.log), also: others(one) };
}

function despiteSuccess(one: Case): Diagnosis | undefined {
  const found = one.matches.find(({ signature, old }) => signature.onSuccess === true && !old);
  return found === undefined ? undefined : told({ ...one, matches: [found] }, found);
}

function byText(one: Case): Diagnosis | undefined {
  const { end, failure, log } = one;
  if (end.stopRequested && [130, 137, 143].includes(end.exitCode ?? 0)) return undefined;
  const [best] = one.matches;
  const error = failure.error ?? log.error;
  if (best !== undefined && !best.old) {
    const { weight } = best.signature;
    if (weight === undefined) return told(one, best);
    if (weight === 'wrapper') return { ...told(one, best), evidence: error?.final ?? best.evidence };
    if (error === undefined && best.evidence === (end.engineError.trim() || tellingLine(log)))
      return told(one, best);
  }
  const evidence = end.engineError.trim() || tellingLine(failure) || tellingLine(log);
  return { id: 'general', ...generalWords(end, evidence, error), evidence, also: others(one) };
}

function told(one: Case, { signature, found, evidence }: Match): Diagnosis {
  const words: Words = signature.words(found);
  return { id: signature.id, ...words, evidence, also: others(one, signature.id) };
}

/** Each signature once, by its strongest match. */
function others({ matches }: Case, but = ''): Diagnosis['also'] {
  const firsts = new Map<string, Match>();
  for (const match of matches)
    if (match.signature.id !== but && !firsts.has(match.signature.id)) firsts.set(match.signature.id, match);
  return [...firsts.values()].map(({ signature, found, evidence }) => ({
    id: signature.id,
    title: signature.words(found).title,
    evidence,
  }));
}
