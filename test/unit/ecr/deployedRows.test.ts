import assert from 'node:assert/strict';
import { remoteRows } from '../../../src/core/ecr/repositoryRows';
import { tooltipOf } from '../../../src/core/row';

describe('An image of ECR that runs', () => {
  const image = {
    digest: `sha256:${'a'.repeat(64)}`,
    tags: ['1'],
    bytes: 1000,
    pushed: undefined,
    pulled: undefined,
    mediaType: undefined,
  };
  const rows = (deployed?: ReadonlyMap<string, readonly string[]>) =>
    remoteRows('us-east-1/iris', { kind: 'ready', images: [image], shown: 50 }, 0, deployed);

  it('says where', () => {
    const [row] = rows(new Map([[image.digest, ['churn/blue', 'iris/main']]]));
    assert.equal(row?.detail, '1 kB · deployed at churn/blue and 1 more');
    assert.match((row && tooltipOf(row)) ?? '', /Deployed at: churn\/blue\n\nDeployed at: iris\/main$/);
  });

  it('says nothing where nothing is known', () => assert.equal(rows()[0]?.detail, '1 kB'));
});
