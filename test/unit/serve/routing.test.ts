import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FrontVariant } from '../../../src/core/serve/ports';
import {
  answerHeaders,
  byWeight,
  chooseVariant,
  readPath,
  requestHeaders,
  sessionOf,
  shadowShare,
} from '../../../src/core/serve/routing';

const send: FrontVariant['send'] = () => Promise.resolve({ kind: 'failed', reason: 'refused' });
const variant = (name: string, weight: number, isUp = true): FrontVariant => ({ name, weight, isUp, send });
const anyVariants = fc
  .uniqueArray(
    fc.record({
      name: fc.string({ minLength: 1 }),
      weight: fc.double({ min: 0, max: 1e6, noNaN: true }),
      isUp: fc.boolean(),
    }),
    {
      selector: ({ name }) => name,
      maxLength: 10,
    },
  )
  .map((all) => all.map(({ name, weight, isUp }) => variant(name, weight, isUp)));
const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('The routing of a local endpoint', () => {
  it('gives a request to a variant that is up and has a weight, whenever there is one', () => {
    fc.assert(
      fc.property(anyVariants, anyRandom, (variants, random) => {
        const found = byWeight(variants, random);
        const able = variants.filter(({ isUp, weight }) => isUp && weight > 0);
        assert.equal(found !== undefined, able.length > 0);
        if (found) assert.ok(able.includes(found));
      }),
    );
  });

  it('shares by weights: over evenly spread numbers each gets its part', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 }), (weights) => {
        const total = weights.reduce((sum, each) => sum + each, 0);
        fc.pre(total > 0);
        const variants = weights.map((weight, index) => variant(String(index), weight));
        const counts = weights.map(() => 0);
        for (let at = 0; at < total * 10; at += 1) {
          const index = Number(byWeight(variants, (at + 0.5) / (total * 10))?.name);
          counts[index] = (counts[index] ?? 0) + 1;
        }
        assert.deepEqual(
          counts,
          weights.map((weight) => weight * 10),
        );
      }),
    );
  });

  it('obeys TargetVariant over weights and sessions, and sessions over weights', () => {
    const variants = [variant('a', 1), variant('b', 0), variant('c', 1, false)];
    const choose = (target?: string, session?: string) => {
      const chosen = chooseVariant({ variants }, 'shop', { target, session, random: 0 });
      return 'error' in chosen ? [chosen.error.status, chosen.error.type] : chosen.variant.name;
    };
    assert.deepEqual(
      [
        choose(),
        choose('b'),
        choose('b', 'a'),
        choose(undefined, 'b'),
        choose('c'),
        choose('x'),
        choose(undefined, 'x'),
      ],
      [
        'a',
        'b',
        'b',
        'b',
        [503, 'ServiceUnavailable'],
        [400, 'ValidationError'],
        [503, 'ServiceUnavailable'],
      ],
    );
    const none = chooseVariant({ variants: [] }, 'shop', {
      target: undefined,
      session: undefined,
      random: 0,
    });
    assert.equal('error' in none && none.error.status, 503);
  });

  it('passes the headers of SageMaker and strips all others, both ways', () => {
    assert.deepEqual(
      requestHeaders({
        'content-type': 'text/csv',
        accept: 'application/json',
        authorization: 'AWS4-HMAC-SHA256 …',
        cookie: 'a=b',
        'user-agent': 'boto3',
        'x-amzn-sagemaker-custom-attributes': 'trace=1',
        'x-amzn-sagemaker-target-model': 'a.tar.gz',
        'x-amzn-sagemaker-session-id': 'NEW_SESSION',
        'x-forwarded-for': '1.2.3.4',
      }),
      {
        headers: {
          'content-type': 'text/csv',
          accept: 'application/json',
          'x-amzn-sagemaker-custom-attributes': 'trace=1',
          'x-amzn-sagemaker-target-model': 'a.tar.gz',
          'x-amzn-sagemaker-session-id': 'NEW_SESSION',
        },
      },
    );
    assert.deepEqual(
      answerHeaders({
        'content-type': 'text/csv',
        server: 'gunicorn',
        'set-cookie': ['a=b'],
        'x-amzn-sagemaker-custom-attributes': 'b',
        'x-amzn-sagemaker-new-session-id': 's; Expires=…',
      }),
      {
        'content-type': 'text/csv',
        'x-amzn-sagemaker-custom-attributes': 'b',
        'x-amzn-sagemaker-new-session-id': 's; Expires=…',
      },
    );
  });

  it('refuses headers that are too long, as AWS words it', () => {
    const refused = requestHeaders({ 'x-amzn-sagemaker-custom-attributes': 'x'.repeat(1025) });
    assert.deepEqual('error' in refused && refused.error, {
      status: 400,
      type: 'ValidationError',
      message:
        "1 validation error detected: Value at 'customAttributes' failed to satisfy constraint: Member must have length less than or equal to 1024",
    });
  });

  it('knows the paths of the runtime', () => {
    assert.deepEqual(
      [
        '/endpoints/shop/invocations',
        '/endpoints/my%20shop/invocations-response-stream',
        '/endpoints/shop/async-invocations?x=1',
        '/endpoints/shop',
        '/endpoints/shop/other',
        '/endpoints/%E0%A4%A/invocations',
        '/ping',
      ].map(readPath),
      [
        { endpoint: 'shop', operation: 'invoke' },
        { endpoint: 'my shop', operation: 'stream' },
        { endpoint: 'shop', operation: 'async' },
        undefined,
        undefined,
        undefined,
        undefined,
      ],
    );
  });

  it('reads sessions, and the share of a shadow', () => {
    assert.deepEqual(['abc; Expires=2030-01-01T00:00:00Z', ' abc ', '', undefined].map(sessionOf), [
      'abc',
      'abc',
      undefined,
      undefined,
    ]);
    assert.deepEqual(
      [shadowShare(1, 4), shadowShare(8, 4), shadowShare(0, 4), shadowShare(1, 0)],
      [0.25, 1, 0, 1],
    );
  });
});
