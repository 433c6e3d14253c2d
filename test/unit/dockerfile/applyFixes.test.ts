import assert from 'node:assert/strict';
import { array, assert as check, boolean, nat, property, record, string } from 'fast-check';
import { applyEdits, chooseFixes, fixUntilAtRest } from '../../../src/core/dockerfile/lint/edit/applyFixes';
import { editedText, staysInside } from '../../../src/core/dockerfile/lint/edit/fileEdits';
import type { Edit, FileEdit, Finding } from '../../../src/core/dockerfile/lint/finding';
import { lint } from '../../../src/core/dockerfile/lint/lint';
import { samples } from './samples';

const finding = (
  edits: readonly Edit[],
  more: { preferred?: boolean; files?: readonly FileEdit[] } = {},
): Finding => ({
  rule: 'SM000',
  severity: 'error',
  start: edits[0]?.start ?? 0,
  end: edits[0]?.end ?? 0,
  message: '',
  fixes: [
    { title: 'Mend', edits, preferred: more.preferred ?? true, ...(more.files && { files: more.files }) },
  ],
  related: [],
  deprecated: false,
});
const edit = (start: number, end: number, text: string): Edit => ({ start, end, text });

describe('Fixes', () => {
  it('are applied from the back to the front', () => {
    assert.equal(applyEdits('abcdef', [edit(0, 1, 'AA'), edit(6, 6, '!'), edit(2, 4, '')]), 'AAbef!');
  });

  it('that touch each other wait for the next round', () => {
    const chosen = (...edits: Edit[][]) =>
      chooseFixes(
        '0123456789',
        edits.map((each) => finding(each)),
      ).map(({ fix }) => fix.edits[0]?.text);
    assert.deepEqual(chosen([edit(0, 2, 'a')], [edit(1, 3, 'b')], [edit(3, 4, 'c')]), ['a', 'c']);
    assert.deepEqual(chosen([edit(2, 2, 'a')], [edit(2, 2, 'b')]), ['a']);
    assert.deepEqual(chosen([edit(2, 4, 'a')], [edit(4, 4, 'b')]), ['a']);
    assert.deepEqual(chosen([edit(2, 4, 'a')], [edit(4, 6, 'b')]), ['a', 'b']);
    assert.deepEqual(chosen([edit(0, 1, 'a'), edit(5, 6, 'a')], [edit(5, 6, 'b')]), ['a']);
  });

  it('are chosen as if each were compared with all before it', () => {
    const edits = array(record({ start: nat(40), length: nat(4) }), { maxLength: 3 }).map((places) =>
      places.map(({ start, length }) => edit(start, start + length, 'x')),
    );
    check(
      property(array(edits, { maxLength: 12 }), (all) => {
        const text = '0123456789'.repeat(5);
        const findings = all.map((each) => finding(each));
        let before: readonly Finding[] = [];
        for (const each of findings) {
          const isChosen = before.every((other) => chooseFixes(text, [other, each]).length === 2);
          if (chooseFixes(text, [each]).length === 1 && isChosen) before = [...before, each];
        }
        assert.deepEqual(
          chooseFixes(text, findings).map((chosen) => chosen.finding),
          before,
        );
      }),
    );
  });

  it('that are not sound or not preferred are left alone', () => {
    const unsound = [
      [edit(3, 2, 'x')],
      [edit(0, 11, 'x')],
      [edit(-1, 0, 'x')],
      [edit(0, 4, 'x'), edit(2, 6, 'x')],
    ];
    assert.deepEqual(
      chooseFixes(
        '0123456789',
        unsound.map((each) => finding(each)),
      ),
      [],
    );
    assert.deepEqual(chooseFixes('0123456789', [finding([edit(0, 1, 'x')], { preferred: false })]), []);
  });

  it('are repeated until at rest', () => {
    const shorten = (text: string) => (text.length > 3 ? [finding([edit(0, 1, '')])] : []);
    const { text, applied } = fixUntilAtRest('abcdef', shorten);
    assert.deepEqual([text, applied.length], ['def', 3]);
  });

  it('that undo each other, or never end, come to an end', () => {
    const toggle = (text: string) => [finding([edit(0, 1, text.startsWith('a') ? 'b' : 'a')])];
    assert.equal(fixUntilAtRest('a', toggle).text, 'b');
    assert.ok(fixUntilAtRest('', () => [finding([edit(0, 0, 'x')])]).text.length <= 20);
  });

  it('of other files are given once', () => {
    const files: readonly FileEdit[] = [{ kind: 'executable', path: 'train' }];
    const fixed = fixUntilAtRest('a', () => [finding([], { files }), finding([], { files })]);
    assert.deepEqual(fixed.files, files);
  });

  it('never overlap, and nothing is left to do afterwards', () => {
    const edits = array(
      record({ start: nat(30), length: nat(5), text: string({ maxLength: 3 }), preferred: boolean() }),
    );
    check(
      property(string({ minLength: 20, maxLength: 40 }), edits, (text, given) => {
        const findings = given.map(({ start, length, text: fresh, preferred }) =>
          finding([edit(start, start + length, fresh)], { preferred }),
        );
        const taken = chooseFixes(text, findings)
          .flatMap(({ fix }) => fix.edits)
          .toSorted((left, right) => left.start - right.start);
        taken.forEach((one, index) => {
          const next = taken[index + 1];
          assert.ok(
            one.end <= text.length &&
              (next === undefined || (one.end <= next.start && one.start < next.start)),
          );
        });
        const kept = taken.reduce(
          (sum, { start, end, text: fresh }) => sum + fresh.length - (end - start),
          text.length,
        );
        assert.equal(applyEdits(text, taken).length, kept);
      }),
    );
  });

  it('of all rules are idempotent on every sample', () => {
    const now = Date.UTC(2026, 10, 21);
    for (const sample of samples) {
      for (const role of ['train', 'serve'] as const) {
        const find = (text: string) => lint(text, { now, role }).findings;
        const once = fixUntilAtRest(sample, find).text;
        assert.equal(fixUntilAtRest(once, find).text, once);
      }
    }
  });
});

describe('Fixes of other files', () => {
  it('replace, turn line ends and create', () => {
    const replace = (start: number, end: number, text: string): FileEdit => ({
      kind: 'replace',
      path: 'a',
      start,
      end,
      text,
    });
    assert.equal(editedText('abc', [replace(0, 1, 'X'), replace(2, 3, 'Y')]), 'XbY');
    assert.equal(editedText('abc', [replace(0, 2, 'X'), replace(1, 3, 'Y')]), 'Xc');
    assert.equal(editedText('abc', [replace(2, 9, 'X')]), undefined);
    assert.equal(editedText('a\r\nb\r\n', [{ kind: 'line-feeds', path: 'a' }]), 'a\nb\n');
    assert.equal(editedText('a', [{ kind: 'executable', path: 'a' }]), undefined);
    assert.equal(editedText(undefined, [{ kind: 'create', path: 'a', text: 'new' }]), 'new');
    assert.equal(editedText('old', [{ kind: 'create', path: 'a', text: 'new' }]), undefined);
    assert.equal(editedText(undefined, [replace(0, 0, 'x')]), undefined);
  });

  it('stay inside the context', () => {
    const inside = (path: string) => staysInside({ kind: 'executable', path });
    assert.deepEqual(
      ['a', 'a/b..c', '..a', '../a', 'a/../../b', '/etc/passwd', 'C:/x', '\\\\nas', 'a\\..\\b', ''].map(
        inside,
      ),
      [true, true, true, false, false, false, false, false, false, false],
    );
  });
});
