/** What SageMaker needs to take an image out of a repository. */
const pull = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'] as const;

/**
 * Who may pull besides those whom their own account lets in: SageMaker on behalf of our account, and other accounts,
 * whose roles then need the same rights there.
 */
export function pullPolicy({
  account,
  others,
}: {
  readonly account: string;
  readonly others: readonly string[];
}): string {
  const forService = {
    Sid: 'SageMakerPulls',
    Effect: 'Allow',
    Principal: { Service: 'sagemaker.amazonaws.com' },
    Action: pull,
    Condition: { StringEquals: { 'aws:SourceAccount': [account, ...others] } },
  };
  const forAccounts = {
    Sid: 'OtherAccountsPull',
    Effect: 'Allow',
    Principal: { AWS: others.map((each) => `arn:aws:iam::${each}:root`) },
    Action: pull,
  };
  const statements = others.length === 0 ? [forService] : [forService, forAccounts];
  return `${JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2)}\n`;
}
