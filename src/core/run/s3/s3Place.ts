import type { ObjectPlace } from '../../aws/ports';

/** `s3://bucket/some/prefix`; a bucket alone is everything in it. */
export function parseS3(address: string): ObjectPlace | undefined {
  const [, bucket, key = ''] = /^s3:\/\/([^/]+)(?:\/(.*))?$/s.exec(address) ?? [];
  return bucket === undefined ? undefined : { bucket, key };
}

export const s3Address = ({ bucket, key }: ObjectPlace): string => `s3://${bucket}/${key}`;
