// What every question to ECR shares.
import type { ECRClient, ImageIdentifier } from '@aws-sdk/client-ecr';
import type { STSClient } from '@aws-sdk/client-sts';
import type { Explain } from '../problems';

export interface Clients {
  readonly ecr: ECRClient;
  readonly sts: STSClient;
  readonly explain: Explain;
}

/** ECR calls what is not there by these names. */
const absent = new Set([
  'RepositoryNotFoundException',
  'ImageNotFoundException',
  'ScanNotFoundException',
  'LifecyclePolicyNotFoundException',
  'RepositoryPolicyNotFoundException',
]);

export const named = (reference: string): ImageIdentifier =>
  reference.startsWith('sha256:') ? { imageDigest: reference } : { imageTag: reference };

/** A failure inside of an answer that is a success as a whole. */
export const told = (reason: string | undefined): Error =>
  Object.assign(new Error(reason), { $metadata: { httpStatusCode: 400 } });

export async function unlessAbsent<T>(question: () => Promise<T>): Promise<T | undefined> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof Error && absent.has(error.name)) return undefined;
    throw error;
  }
}
