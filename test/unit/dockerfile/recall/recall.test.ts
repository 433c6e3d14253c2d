// Good Dockerfiles stay without a warning, and what is broken in them is found.
import assert from 'node:assert/strict';
import type { Finding } from '../../../../src/core/dockerfile/lint/finding';
import { lint } from '../../../../src/core/dockerfile/lint/lint';
import { rules } from '../../../../src/core/dockerfile/lint/rules/all';
import { context } from '../rules/context';
import { defects, type Defect } from './defects';
import { good, type Good } from './good';

const noon = Date.UTC(2026, 10, 21, 12);

const isGrave = ({ severity }: { readonly severity: Finding['severity'] }): boolean =>
  severity === 'error' || severity === 'warning';

function findingsOf({ lines, role, files }: Good, { ignored = [], bytes = 0 }: Partial<Defect> = {}) {
  const evidence = files && { ...context(files, { ignored }), bytes };
  const settings = { ...(role && { role }), ...(evidence && { evidence }) };
  return lint(lines.join('\n'), { now: noon, ...settings }).findings;
}

/** The good Dockerfiles in which a defect has a place, with the defect. */
function broken({ from, to, inFile, files }: Defect): readonly Good[] {
  return good.flatMap((sample): readonly Good[] => {
    const all = { ...sample.files, ...files };
    const beside = all[inFile ?? ''];
    const text = inFile === undefined ? sample.lines.join('\n') : beside?.text;
    const isThere = text !== undefined && (typeof from === 'string' ? text.includes(from) : from.test(text));
    if (!isThere) return [];
    const after = text.replace(from, to);
    if (inFile === undefined)
      return [{ ...sample, lines: after.split('\n'), ...(sample.files && { files: all }) }];
    return [{ ...sample, files: { ...all, [inFile]: { ...beside, text: after } } }];
  });
}

describe('Good Dockerfiles', () => {
  for (const sample of good) {
    it(`stay without errors and warnings: ${sample.title}`, () => {
      assert.deepEqual(
        findingsOf(sample)
          .filter(isGrave)
          .map(({ rule, message }) => `${rule} ${message}`),
        [],
      );
    });
  }
});

describe('Seeded defects', () => {
  for (const id of new Set(defects.map(({ rule }) => rule))) {
    it(`${id} is found`, () => {
      for (const defect of defects.filter(({ rule }) => rule === id)) {
        const places = broken(defect);
        assert.ok(places.length > 0, `${String(defect.from)} is nowhere.`);
        const missed = places.filter((sample) => !findingsOf(sample, defect).some(({ rule }) => rule === id));
        assert.deepEqual(
          missed.map(({ title, lines }) => [title, ...lines].join('\n')),
          [],
        );
      }
    });
  }

  it('lead to every rule that says that something fails', () => {
    const seeded = new Set(defects.map(({ rule }) => rule));
    assert.deepEqual(
      rules.filter((rule) => isGrave(rule) && !seeded.has(rule.id)).map(({ id }) => id),
      [],
    );
  });
});

describe('Fixes', () => {
  const reports = defects.flatMap((defect) =>
    broken(defect).flatMap((sample) => findingsOf(sample, defect).filter(({ rule }) => rule === defect.rule)),
  );
  const without = (severity: Finding['severity']): readonly Finding[] =>
    reports.filter((report) => report.severity === severity && report.fixes.length === 0);

  it('are there for every error', () => {
    assert.deepEqual(
      // Words of a script that a broken line leaves bare.
      without('error')
        .filter(({ message }) => !message.includes('backslash'))
        .map(({ rule, message }) => `${rule} ${message}`),
      [],
    );
  });

  it('are there for four fifths of the warnings', () => {
    const warnings = reports.filter(({ severity }) => severity === 'warning').length;
    const share = without('warning').length / warnings;
    assert.ok(share <= 1 / 5, JSON.stringify(without('warning').map(({ rule }) => rule)));
  });
});
