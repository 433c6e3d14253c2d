import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nextRuns, recurrenceOf } from '../../../../src/core/hosting/scaling/nextRuns';
import type { ScheduleDraft } from '../../../../src/core/hosting/scaling/schedule';

const utc = (text: string): number => Date.parse(`${text}Z`);
const printed = (moments: readonly number[]): readonly string[] =>
  moments.map((moment) => new Date(moment).toISOString().slice(0, 16));
const next = (
  schedule: string,
  from: string,
  more: Partial<ScheduleDraft> & { readonly count?: number } = {},
): readonly string[] => {
  const { count = 3, ...others } = more;
  return printed(nextRuns({ name: 'one', schedule, ...others }, { after: utc(from), count }));
};

describe('The next times of a scheduled action', () => {
  // 2026-12-01 is a Tuesday.
  for (const [what, schedule, expected] of [
    ['every day at ten', 'cron(0 10 * * ? *)', ['2026-12-01T10:00', '2026-12-02T10:00', '2026-12-03T10:00']],
    [
      'working days at six',
      'cron(0 18 ? * MON-FRI *)',
      ['2026-12-01T18:00', '2026-12-02T18:00', '2026-12-03T18:00'],
    ],
    [
      'the first of the month',
      'cron(0 8 1 * ? *)',
      ['2026-12-01T08:00', '2027-01-01T08:00', '2027-02-01T08:00'],
    ],
    [
      'every quarter of an hour',
      'cron(0/15 * * * ? *)',
      ['2026-12-01T00:15', '2026-12-01T00:30', '2026-12-01T00:45'],
    ],
    [
      'from the tenth minute on',
      'cron(10/25 3 * * ? *)',
      ['2026-12-01T03:10', '2026-12-01T03:35', '2026-12-02T03:10'],
    ],
    [
      'every other hour of a stretch',
      'cron(0 8-12/2 * * ? *)',
      ['2026-12-01T08:00', '2026-12-01T10:00', '2026-12-01T12:00'],
    ],
    ['the first Monday', 'cron(0 9 ? * 2#1 *)', ['2026-12-07T09:00', '2027-01-04T09:00', '2027-02-01T09:00']],
    [
      'the fifth Friday, where there is one',
      'cron(0 9 ? * FRI#5 *)',
      ['2027-01-29T09:00', '2027-04-30T09:00', '2027-07-30T09:00'],
    ],
    ['the last Friday', 'cron(0 9 ? * 6L *)', ['2026-12-25T09:00', '2027-01-29T09:00', '2027-02-26T09:00']],
    [
      'L of the week, Saturday',
      'cron(0 9 ? * L *)',
      ['2026-12-05T09:00', '2026-12-12T09:00', '2026-12-19T09:00'],
    ],
    ['the last day', 'cron(0 9 L * ? *)', ['2026-12-31T09:00', '2027-01-31T09:00', '2027-02-28T09:00']],
    [
      'the last working day',
      'cron(0 9 LW * ? *)',
      ['2026-12-31T09:00', '2027-01-29T09:00', '2027-02-26T09:00'],
    ],
    // 2026-12-13 is a Sunday, 2027-02-13 a Saturday.
    [
      'the working day nearest to the 13th',
      'cron(0 9 13W DEC-FEB/2 ? *)',
      ['2026-12-14T09:00', '2027-02-12T09:00', '2027-12-13T09:00'],
    ],
    // 2027-05-01 is a Saturday: the working day stays in its month.
    [
      'the working day nearest to the 1st',
      'cron(0 9 1W 5 ? *)',
      ['2027-05-03T09:00', '2028-05-01T09:00', '2029-05-01T09:00'],
    ],
    [
      'months and days by name',
      'cron(30 6 ? JAN,JUL SUN *)',
      ['2027-01-03T06:30', '2027-01-10T06:30', '2027-01-17T06:30'],
    ],
    ['years', 'cron(0 0 1 1 ? 2028-2199/2)', ['2028-01-01T00:00', '2030-01-01T00:00', '2032-01-01T00:00']],
    ['leap days', 'cron(0 0 29 2 ? *)', ['2028-02-29T00:00', '2032-02-29T00:00', '2036-02-29T00:00']],
    ['a day that there never is', 'cron(0 0 31 2 ? *)', []],
    ['a year that is over', 'cron(0 0 * * ? 2020)', []],
    ['a single time', 'at(2026-12-24T18:00:00)', ['2026-12-24T18:00']],
    ['a single time that is over', 'at(2026-11-24T18:00:00)', []],
    ['a rate', 'rate(6 hours)', ['2026-12-01T06:00', '2026-12-01T12:00', '2026-12-01T18:00']],
  ] satisfies [string, string, string[]][])
    it(`are right for ${what}`, () => assert.deepEqual(next(schedule, '2026-12-01T00:00:00'), expected));

  it('follow the clocks of a time zone through both changes', () => {
    const zone = 'Europe/Berlin';
    // Clocks go from 2:00 to 3:00 on 2027-03-28, and from 3:00 to 2:00 on 2027-10-31.
    assert.deepEqual(next('cron(0 8 * * ? *)', '2027-03-27T00:00:00', { zone }), [
      '2027-03-27T07:00',
      '2027-03-28T06:00',
      '2027-03-29T06:00',
    ]);
    assert.deepEqual(next('cron(30 2 * * ? *)', '2027-03-27T00:00:00', { zone }), [
      '2027-03-27T01:30',
      '2027-03-29T00:30',
      '2027-03-30T00:30',
    ]);
    assert.deepEqual(next('cron(30 2 * * ? *)', '2027-10-30T12:00:00', { zone }), [
      '2027-10-31T00:30',
      '2027-11-01T01:30',
      '2027-11-02T01:30',
    ]);
    assert.deepEqual(next('at(2027-03-28T02:30:00)', '2027-03-01T00:00:00', { zone }), []);
    assert.deepEqual(next('at(2027-07-01T08:00:00)', '2027-03-01T00:00:00', { zone: 'Asia/Kolkata' }), [
      '2027-07-01T02:30',
    ]);
    // A day of the zone is not a day of UTC: Monday in Auckland begins on Sunday.
    assert.deepEqual(
      next('cron(0 1 ? * MON *)', '2026-12-01T00:00:00', { zone: 'Pacific/Auckland', count: 1 }),
      ['2026-12-06T12:00'],
    );
  });

  it('lie between start and end, and a rate counts from its start', () => {
    const start = utc('2026-12-03T05:00:00');
    const end = utc('2026-12-03T11:00:00');
    assert.deepEqual(next('cron(0 * * * ? *)', '2026-12-01T00:00:00', { start, end, count: 99 }).length, 7);
    assert.deepEqual(next('rate(3 hours)', '2026-12-01T00:00:00', { start, end }), [
      '2026-12-03T05:00',
      '2026-12-03T08:00',
      '2026-12-03T11:00',
    ]);
    assert.deepEqual(next('rate(1 day)', '2026-12-09T06:00:00', { start, count: 1 }), ['2026-12-10T05:00']);
  });

  /** A field as AWS reads it, and the numbers that it means. */
  const field = (from: number, to: number) =>
    fc.oneof(
      fc.constant({ text: '*', has: () => true }),
      fc.uniqueArray(fc.integer({ min: from, max: to }), { minLength: 1, maxLength: 4 }).map((list) => ({
        text: list.join(','),
        has: (value: number) => list.includes(value),
      })),
      fc.tuple(fc.integer({ min: from, max: to }), fc.integer({ min: from, max: to })).map((ends) => {
        const [low = 0, high = 0] = ends.toSorted((a, b) => a - b);
        return { text: `${low}-${high}`, has: (value: number) => value >= low && value <= high };
      }),
      fc.tuple(fc.integer({ min: from, max: to }), fc.integer({ min: 1, max: to })).map(([first, step]) => ({
        text: `${first}/${step}`,
        has: (value: number) => value >= first && (value - first) % step === 0,
      })),
    );

  it('are those at which a clock that is read each minute fits all six fields', () => {
    const days = 40;
    fc.assert(
      fc.property(
        field(0, 59),
        field(0, 23),
        field(1, 31),
        field(1, 12),
        field(1, 7),
        fc.boolean(),
        fc.constantFrom(utc('2026-12-10T00:00:00'), utc('2028-02-15T00:00:00')),
        (...[minutes, hours, day, month, weekday, byWeek, start]) => {
          const text = `cron(${minutes.text} ${hours.text} ${byWeek ? `? ${month.text} ${weekday.text}` : `${day.text} ${month.text} ?`} *)`;
          const expected: number[] = [];
          for (let moment = start; moment <= start + days * 86_400_000; moment += 60_000) {
            const date = new Date(moment);
            const fits = byWeek ? weekday.has(date.getUTCDay() + 1) : day.has(date.getUTCDate());
            if (
              fits &&
              minutes.has(date.getUTCMinutes()) &&
              hours.has(date.getUTCHours()) &&
              month.has(date.getUTCMonth() + 1)
            )
              expected.push(moment);
            if (expected.length === 20) break;
          }
          const runs = nextRuns(
            { name: 'one', schedule: text, end: start + days * 86_400_000 },
            { after: start - 1, count: 20 },
          );
          assert.deepEqual(printed(runs), printed(expected), text);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('A schedule', () => {
  for (const [text, reason] of [
    ['0 8 * * ? *', /at\(…\), rate\(…\) or cron/],
    ['cron(0 8 * * ?)', /six fields/],
    ['cron(60 8 * * ? *)', /Minutes are 0 to 59/],
    ['cron(0 24 * * ? *)', /Hours are 0 to 23/],
    ['cron(0 8 * * * *)', /One of the two days is \?/],
    ['cron(0 8 ? * ? *)', /One of the two days is \?/],
    ['cron(0 8 32 * ? *)', /Days of the month are 1 to 31/],
    ['cron(0 8 * 13 ? *)', /Months are 1 to 12/],
    ['cron(0 8 ? * 8 *)', /days of the week are 1 \(Sunday\)/],
    ['cron(0 8 ? * 2#6 *)', /days of the week are/],
    ['cron(0 8 * * ? 1969)', /Years are 1970/],
    ['cron(0/0 8 * * ? *)', /Minutes are/],
    ['at(2027-02-30T08:00:00)', /A single time is written as/],
    ['at(2027-02-03)', /A single time is written as/],
    ['rate(0 hours)', /A rate is written as/],
    ['rate(2 weeks)', /A rate is written as/],
  ] satisfies [string, RegExp][])
    it(`is told what is wrong with ${text}`, () => {
      const recurrence = recurrenceOf(text);
      assert.ok(recurrence.kind === 'wrong');
      assert.match(recurrence.reason, reason);
    });
});
