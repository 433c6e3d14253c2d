import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EndpointDraft } from '../../../src/core/hosting/draft';
import { costChange, costInWords } from '../../../src/core/hosting/prices/cost';
import { cellsOf, OfferReader } from '../../../src/core/hosting/prices/offerFile';
import { priceListIn } from '../../../src/core/hosting/prices/priceList';
import { offerFile } from '../../support/hosting/offerFile';

const list = { region: 'us-east-1', published: '2026-11-12T18:04:05Z', hourly: { 'ml.m5.large': 0.115 } };
const draft = (blue: number, green: number): EndpointDraft => ({
  variants: [
    { name: 'blue', weight: 1, instances: blue },
    { name: 'green', weight: 1, instances: green },
  ],
});
const said = (
  [before, after]: readonly [EndpointDraft, EndpointDraft],
  types: Readonly<Record<string, string>>,
  prices: typeof list | undefined = list,
) => costInWords(costChange(before, after, { list: prices, typeOf: (name) => types[name] }), prices);
const both = { blue: 'ml.m5.large', green: 'ml.m5.large' };

describe('What an endpoint costs', () => {
  it('is told before and after, with where and when AWS published it', () => {
    assert.equal(
      said([draft(3, 1), draft(5, 1)], both),
      '$0.460 → $0.690 an hour, +$168 a month (us-east-1 list, 2026-11-12)',
    );
    assert.equal(said([draft(3, 1), draft(3, 1)], both), '$0.460 an hour (us-east-1 list, 2026-11-12)');
    assert.equal(
      said([draft(9, 0), draft(1, 0)], both),
      '$1.04 → $0.115 an hour, −$672 a month (us-east-1 list, 2026-11-12)',
    );
  });

  it('is unknown, and never 0, where a type or its price is unknown', () => {
    assert.equal(said([draft(3, 1), draft(5, 1)], { blue: 'ml.m5.large' }), 'Price unknown: green');
    assert.equal(said([draft(3, 1), draft(5, 1)], { ...both, green: 'ml.p6.large' }), 'Price unknown: green');
    assert.equal(
      costInWords(
        costChange(draft(1, 1), draft(2, 1), { list: undefined, typeOf: () => 'ml.m5.large' }),
        undefined,
      ),
      'Price unknown: blue, green',
    );
  });

  it('counts the instances to which limits lead, and is by use for what is serverless', () => {
    const scaled: EndpointDraft = {
      variants: [
        {
          name: 'blue',
          weight: 1,
          instances: 1,
          scaling: { min: 4, max: 6, suspended: [], policies: [], schedules: [] },
        },
      ],
    };
    const one: EndpointDraft = { variants: [{ name: 'blue', weight: 1, instances: 1 }] };
    assert.match(said([one, scaled], both), /^\$0\.115 → \$0\.460 an hour/);
    const serverless: EndpointDraft = { variants: [{ name: 'only', weight: 1, concurrency: 5 }] };
    assert.equal(said([serverless, serverless], {}), 'Serverless: billed by use.');
  });
});

describe('An offer file', () => {
  const read = (text: string) => {
    const reader = new OfferReader('us-east-1');
    text.split(/\r?\n/).forEach((line) => reader.take(line));
    return reader.list;
  };
  it('is read for what hosting costs on demand in one region, and nothing else', () => {
    assert.deepEqual(read(offerFile({ 'ml.m5.large': 0.115, 'ml.inf2.xlarge': 0.99 }))?.hourly, {
      'ml.m5.large': 0.115,
      'ml.inf2.xlarge': 0.99,
    });
    assert.equal(read(offerFile({})), undefined);
    assert.equal(read('<html>'), undefined);
  });

  it('has cells as they were written', () => {
    const cell = fc.string().filter((text) => !/[\r\n]/.test(text));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
        const line = cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(',');
        assert.deepEqual(cellsOf(line), cells);
      }),
    );
    assert.deepEqual(cellsOf('a,,"b, ""c""",'), ['a', '', 'b, "c"', '']);
  });

  it('that was kept is trusted as far as it is one', () => {
    assert.deepEqual(priceListIn({ ...list, hourly: { ...list.hourly, broken: 'x' } }), list);
    assert.equal(priceListIn({ region: 'us-east-1' }), undefined);
    assert.equal(priceListIn('x'), undefined);
  });
});
