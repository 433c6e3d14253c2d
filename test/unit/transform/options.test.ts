import assert from 'node:assert/strict';
import * as check from 'fast-check';
import {
  batchEnvironment,
  readExecutionParameters,
  settleExecution,
} from '../../../src/core/transform/executionParameters';
import { readTransformOptions } from '../../../src/core/transform/readTransformOptions';
import { usualOptions } from '../../../src/core/transform/transformOptions';
import { progressText } from '../../../src/core/transform/transformInWords';
import {
  advanceTransform,
  noProgress,
  type TransformEvent,
} from '../../../src/core/transform/transformState';

describe('How a batch transform is run', () => {
  it('is said by the job, else by the container, else by the defaults', () => {
    const small = check.option(check.integer({ min: 1, max: 10 }), { nil: undefined });
    const strategy = check.constantFrom('MultiRecord', 'SingleRecord', undefined);
    const asked = check.record({ maxConcurrent: small, maxPayload: small, strategy });
    const told = check.record({ maxConcurrent: small, maxPayload: small, strategy });
    check.assert(
      check.property(asked, told, (mine, its) => {
        const said = readExecutionParameters({
          ...(its.maxConcurrent === undefined ? {} : { MaxConcurrentTransforms: its.maxConcurrent }),
          ...(its.maxPayload === undefined ? {} : { MaxPayloadInMB: its.maxPayload }),
          ...(its.strategy === undefined
            ? {}
            : { BatchStrategy: its.strategy === 'MultiRecord' ? 'MULTI_RECORD' : 'SINGLE_RECORD' }),
        });
        assert.deepEqual(settleExecution({ ...usualOptions, ...mine }, said), {
          concurrent: mine.maxConcurrent ?? its.maxConcurrent ?? 1,
          strategy: mine.strategy ?? its.strategy ?? 'MultiRecord',
          maxPayload: mine.maxPayload ?? its.maxPayload ?? 6,
        });
      }),
    );
  });

  it('leaves what a container says wrongly to the defaults', () => {
    const said = { MaxConcurrentTransforms: -1, BatchStrategy: 'ALL', MaxPayloadInMB: 'six' };
    assert.deepEqual(settleExecution(usualOptions, readExecutionParameters(said)), {
      concurrent: 1,
      strategy: 'MultiRecord',
      maxPayload: 6,
    });
    assert.deepEqual(readExecutionParameters('no object'), {});
  });

  it('is refused above 100 MB together, whoever said it', () => {
    const job = { ...usualOptions, maxConcurrent: 17 };
    assert.throws(() => settleExecution(job, {}), /17.*6.*100 MB/);
    assert.deepEqual(settleExecution(job, { maxPayload: 0 }), {
      concurrent: 17,
      strategy: 'MultiRecord',
      maxPayload: 0,
    });
    assert.throws(() => settleExecution({ ...usualOptions, maxPayload: 51 }, { maxConcurrent: 2 }), /100 MB/);
  });

  it('reaches the container as variables, only what the job says', () => {
    assert.deepEqual(batchEnvironment(usualOptions), { SAGEMAKER_BATCH: 'true' });
    assert.deepEqual(
      batchEnvironment({
        ...usualOptions,
        environment: { A: '1' },
        strategy: 'SingleRecord',
        maxPayload: 0,
        maxConcurrent: 4,
      }),
      {
        A: '1',
        SAGEMAKER_BATCH: 'true',
        SAGEMAKER_BATCH_STRATEGY: 'SINGLE_RECORD',
        SAGEMAKER_MAX_PAYLOAD_IN_MB: '0',
        SAGEMAKER_MAX_CONCURRENT_TRANSFORMS: '4',
      },
    );
  });

  it('is read from words, and refused where SageMaker would refuse it', () => {
    assert.deepEqual(
      readTransformOptions({
        'content-type': 'text/csv',
        split: 'line',
        strategy: 'SINGLERECORD',
        'max-payload': '1',
        'input-filter': '$[1:]',
        join: 'Input',
      }),
      {
        ...usualOptions,
        contentType: 'text/csv',
        split: 'Line',
        strategy: 'SingleRecord',
        maxPayload: 1,
        processing: { inputFilter: '$[1:]', outputFilter: undefined, join: 'Input' },
      },
    );
    const table: ReadonlyArray<readonly [Readonly<Record<string, string>>, RegExp]> = [
      [{ split: 'Words' }, /--split is one of None, Line, RecordIO, TFRecord/],
      [{ 'max-payload': '101' }, /from 0 to 100/],
      [{ 'max-payload': 'much' }, /whole number/],
      [{ 'max-payload': '50', 'max-concurrent': '3' }, /more than 100 MB/],
      [{ strategy: 'SingleRecord' }, /needs records/],
      [{ retries: '4' }, /from 0 to 3/],
      [{ timeout: '3601' }, /from 1 to 3600|from 1 to 3,600/],
      [{ 'input-filter': '$..x', 'content-type': 'text/csv' }, /does not read/],
      [{ 'input-filter': `$.${'x'.repeat(62)}`, 'content-type': 'text/csv' }, /63 characters/],
      [{ join: 'Input' }, /need --content-type/],
      [{ join: 'Input', 'content-type': 'text/csv', split: 'TFRecord' }, /do not work with --split TFRecord/],
    ];
    for (const [words, said] of table) assert.throws(() => readTransformOptions(words), said);
    const many = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`A${index}`, '']));
    assert.throws(() => readTransformOptions({}, many), /16 environment variables/);
  });
});

describe('How far a batch transform is', () => {
  it('is files, records, speed and what is left', () => {
    const events: readonly TransformEvent[] = [
      { kind: 'phase', phase: 'waiting', at: 0 },
      { kind: 'inputs', files: 3, bytes: 4_000_000, at: 500 },
      { kind: 'phase', phase: 'transforming', at: 1000 },
      { kind: 'sent', records: 20, bytes: 1_000_000, at: 2000 },
      { kind: 'file', file: { kind: 'done', key: 'a', output: 'a.out', records: 20 }, at: 2000 },
      { kind: 'retry', file: 'b', reason: '503', attempt: 1 },
      { kind: 'file', file: { kind: 'failed', key: 'b', reason: '', records: 0 }, at: 3000 },
    ];
    const progress = events.reduce(advanceTransform, noProgress);
    assert.equal(progressText(progress), '2 of 3 files, 20 records, 1 MB of 4 MB, 500 kB/s, 6 s left');
    assert.equal(progress.retries, 1);
  });
});
