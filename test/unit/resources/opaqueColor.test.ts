import assert from 'node:assert/strict';
import { opaqueColor } from '../../../src/core/resources/charts/opaqueColor';

describe('A colour of a chart', () => {
  const cases: ReadonlyArray<readonly [string, string]> = [
    ['#ea5c0055', '#ea5c00'],
    ['#ea5c00', '#ea5c00'],
    ['#ABC8', '#ABC'],
    ['rgba(234, 92, 0, 0.33)', 'rgb(234, 92, 0)'],
    ['rgb(234 92 0 / 33%)', 'rgb(234, 92, 0)'],
    ['rgb(1, 2, 3)', 'rgb(1, 2, 3)'],
    ['orange', 'orange'],
  ];
  for (const [given, drawn] of cases)
    it(`that is ${given} is drawn as ${drawn}`, () => assert.equal(opaqueColor(given), drawn));
});
