import assert from 'node:assert/strict';
import { Accounts } from '../../../src/adapters/aws/accounts';
import { makeHostings } from '../../../src/adapters/aws/aws';
import { readDeployed } from '../../../src/app/hosting/readDeployed';
import { Problem } from '../../../src/core/problem';
import { setAws } from '../../support/aws/account';
import { startStandInSageMaker, type StandInSageMaker } from '../../support/hosting/standIn';

const never = new AbortController().signal;
const repository = '123456789012.dkr.ecr.us-east-1.amazonaws.com/iris';
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const runs = (letter: string) => ({ image: `${repository}@${digest(letter)}`, weight: 1, instances: 1 });

describe('What is deployed', () => {
  let sagemaker: StandInSageMaker;
  let restore: () => void;
  before(async () => {
    sagemaker = await startStandInSageMaker();
    restore = setAws(sagemaker.environment);
  });
  after(async () => {
    restore();
    await sagemaker.stop();
  });
  const read = async () => {
    const hosting = await makeHostings(new Accounts(() => ({ profile: '', region: '' }))).open({
      profile: undefined,
      region: undefined,
    });
    try {
      return await readDeployed(hosting, never);
    } finally {
      hosting.close();
    }
  };

  it('is known by digest, with each endpoint and variant that runs it', async () => {
    sagemaker.make('churn', [
      { name: 'blue', ...runs('a') },
      { name: 'green', ...runs('b') },
    ]);
    sagemaker.make('iris', [{ name: 'main', ...runs('a') }, { name: 'bare' }]);
    const places = await read();
    assert.deepEqual(places.get(digest('a'))?.toSorted(), ['churn/blue', 'iris/main']);
    assert.deepEqual(places.get(digest('b')), ['churn/green']);
    assert.equal(places.size, 2);
    assert.equal(sagemaker.asked('DescribeEndpoint'), 2);
    await sagemaker.checkRequests();
  });

  it('is a problem for who may not see it', async () => {
    sagemaker.refuse('ListEndpoints', { type: 'AccessDeniedException', message: 'not authorized' });
    await assert.rejects(read, (error) => error instanceof Problem && error.kind === 'aws-denied');
  });
});
