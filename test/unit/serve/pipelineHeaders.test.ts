import assert from 'node:assert/strict';
import { containerError } from '../../../src/core/serve/kinds/kindErrors';
import { firstHeaders, nextHeaders } from '../../../src/core/serve/kinds/pipelineHeaders';

describe('The headers along a pipeline', () => {
  const client = {
    'content-type': 'text/csv',
    accept: 'application/json',
    'x-amzn-sagemaker-inference-id': '1',
  };

  it('carry the content type from container to container, and what the client accepts to the last', () => {
    assert.deepEqual(
      [
        firstHeaders(client, false),
        nextHeaders(client, { 'content-type': 'application/x-npy', server: 'nginx' }, false),
        nextHeaders(client, { 'content-type': 'application/jsonlines' }, true),
        nextHeaders(client, {}, true),
      ],
      [
        { 'content-type': 'text/csv', 'x-amzn-sagemaker-inference-id': '1' },
        { 'content-type': 'application/x-npy', 'x-amzn-sagemaker-inference-id': '1' },
        {
          'content-type': 'application/jsonlines',
          accept: 'application/json',
          'x-amzn-sagemaker-inference-id': '1',
        },
        { accept: 'application/json', 'x-amzn-sagemaker-inference-id': '1' },
      ],
    );
  });

  it('are nobody’s business in an error, which names its container', () => {
    const error = containerError(
      { container: 'scale', status: 415, text: 'no CSV' },
      { endpoint: 'churn', variant: 'main' },
    );
    assert.match(error.message, /^Received client error \(415\) from scale with message "no CSV"/);
    assert.deepEqual(
      [error.status, error.type, error.original],
      [424, 'ModelError', { status: 415, message: 'no CSV' }],
    );
  });
});
