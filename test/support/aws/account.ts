// What this process is to AWS while a test runs: the emulator's words in its environment, and buckets in it.
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { atOnce } from '../../../src/app/runs/atOnce';
import { testEmulator } from '../emulator/emulator';

/** Puts words into the environment; what it gives back restores the ones before. Nothing of the user's stays. */
export function setAws(words: Readonly<Record<string, string>>): () => void {
  const before = Object.entries(process.env).filter(([name]) => name.startsWith('AWS_'));
  const clear = (): void => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  };
  clear();
  Object.assign(process.env, words);
  return () => {
    clear();
    Object.assign(process.env, Object.fromEntries(before));
  };
}

/** Objects by key, in a bucket that is made for them. */
export async function fillBucket(
  bucket: string,
  objects: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  const client = new S3Client({
    endpoint: testEmulator().url,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
  });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  await atOnce(
    Object.entries(objects),
    async ([Key, Body]) =>
      client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Buffer.from(Body) })),
    new AbortController().signal,
  );
  client.destroy();
}
