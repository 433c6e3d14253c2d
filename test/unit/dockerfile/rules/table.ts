import assert from 'node:assert/strict';
import type { Finding, Fix } from '../../../../src/core/dockerfile/lint/finding';
import { lint, type LintSettings } from '../../../../src/core/dockerfile/lint/lint';

export interface RuleTable {
  readonly rule: string;
  /** Must fire. The place may be marked: `RUN pip install «numpy>=1»`. */
  readonly fires: readonly string[];
  /** Must not fire: the guards. */
  readonly silent: readonly string[];
  /** With the first fix applied once per finding. The result must be at peace with the rule. */
  readonly fixed?: ReadonlyArray<readonly [before: string, after: string]>;
  readonly settings?: Partial<LintSettings>;
}

const noon = Date.UTC(2026, 10, 21, 12);

function findingsOf(rule: string, text: string, settings: Partial<LintSettings> = {}): readonly Finding[] {
  return lint(text, { now: noon, ...settings }).findings.filter((finding) => finding.rule === rule);
}

/** What a rule asks for before it reads a shell must hide nothing: neither here nor from the guess of the role. */
function assertNothingHidden(text: string, settings: Partial<LintSettings>): void {
  const all = { now: noon, ...settings };
  const [read, asked] = [lint(text, { ...all, readsAll: true }), lint(text, all)];
  assert.deepEqual(asked.findings, read.findings);
  assert.deepEqual(asked.role, read.role);
}

/** Edits from the back to the front, so that offsets stay true. */
function applyFix(text: string, { edits }: Fix): string {
  return edits
    .toSorted((left, right) => right.start - left.start)
    .reduce(
      (result, { start, end, text: fresh }) => result.slice(0, start) + fresh + result.slice(end),
      text,
    );
}

function fixAll(rule: string, text: string, settings: Partial<LintSettings>): string {
  let result = text;
  for (let round = 0; round < 20; round += 1) {
    const fix = findingsOf(rule, result, settings).flatMap(({ fixes }) => fixes.slice(0, 1))[0];
    if (!fix) return result;
    result = applyFix(result, fix);
  }
  throw new assert.AssertionError({ message: `The fix of ${rule} does not come to rest:\n${result}` });
}

export function testRule({ rule, fires, silent, fixed = [], settings = {} }: RuleTable): void {
  describe(rule, () => {
    for (const marked of fires) {
      it(`fires: ${marked.replaceAll('\n', '⏎')}`, () => {
        const text = marked.replaceAll(/[«»]/g, '');
        const findings = findingsOf(rule, text, settings);
        assert.ok(findings.length > 0, 'It is silent.');
        assertNothingHidden(text, settings);
        if (!marked.includes('«')) return;
        const places = findings
          .toReversed()
          .reduce(
            (result, { start, end }) =>
              `${result.slice(0, start)}«${result.slice(start, end)}»${result.slice(end)}`,
            text,
          );
        assert.equal(places, marked);
      });
    }
    for (const text of silent) {
      it(`silent: ${text.replaceAll('\n', '⏎')}`, () => {
        assertNothingHidden(text, settings);
        assert.deepEqual(
          findingsOf(rule, text, settings).map(({ message }) => message),
          [],
        );
      });
    }
    for (const [before, after] of fixed) {
      it(`fixes: ${before.replaceAll('\n', '⏎')}`, () => assert.equal(fixAll(rule, before, settings), after));
    }
  });
}
