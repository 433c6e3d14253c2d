import { addAbortSignal, Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import type { ObjectPlace, Objects, StoredObject } from '../../core/aws/ports';
import { s3Address } from '../../core/run/s3/s3Place';
import type { Account } from './account';
import type { Explain } from './problems';

/** Tries of a request, with growing pauses: S3 asks to slow down before it is used to somebody. */
const maxAttempts = 6;
/** Milliseconds. */
const patience = { connectionTimeout: 10_000, socketTimeout: 60_000 };

export function makeObjects(account: Account, explain: Explain): Objects {
  const client = makeClient(account);
  const asking = asker(explain);
  return {
    list: (place, signal) => list(client, place, asking, signal),
    find: async ({ bucket, key }, signal) =>
      asking({ bucket, key }, 's3:GetObject', async () => {
        const request = new HeadObjectCommand({ Bucket: bucket, Key: key });
        const { ContentLength = 0, ETag = '' } = await client.send(request, { abortSignal: own(signal) });
        return { bucket, key, bytes: ContentLength, etag: ETag };
      }),
    read: async (object, signal) =>
      asking(object, 's3:GetObject', async () => {
        const { bucket: Bucket, key: Key, etag: IfMatch } = object;
        const request = new GetObjectCommand({ Bucket, Key, IfMatch });
        const { Body } = await client.send(request, { abortSignal: own(signal) });
        return Body instanceof Readable ? content(Body, asking, object, signal) : nothing();
      }),
    close: () => client.destroy(),
  };
}

function makeClient(account: Account): S3Client {
  const endpoint = account.endpoint('s3');
  return new S3Client({
    region: account.region ?? 'us-east-1',
    credentials: account.credentials,
    followRegionRedirects: true,
    maxAttempts,
    requestHandler: patience,
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
  });
}

async function* list(
  client: S3Client,
  place: ObjectPlace,
  asking: Asking,
  signal: AbortSignal,
): AsyncGenerator<StoredObject, void, undefined> {
  const { bucket, key } = place;
  const pages = paginateListObjectsV2(
    { client },
    { Bucket: bucket, Prefix: key },
    { abortSignal: own(signal) },
  );
  for (;;) {
    const page = await asking(place, 's3:ListBucket', async () => pages.next());
    signal.throwIfAborted();
    if (page.done === true) return;
    for (const { Key = '', Size = 0, ETag = '' } of page.value.Contents ?? [])
      yield { bucket, key: Key, bytes: Size, etag: ETag };
  }
}

async function* content(
  body: Readable,
  asking: Asking,
  place: ObjectPlace,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  addAbortSignal(own(signal), body);
  const parts = body.iterator() as AsyncIterator<Uint8Array, void>;
  try {
    for (;;) {
      const part = await asking(place, 's3:GetObject', async () => parts.next());
      if (part.done === true) return;
      yield part.value;
    }
  } finally {
    body.destroy();
  }
}

async function* nothing(): AsyncGenerator<Uint8Array, void, undefined> {
  // An object without content has no body.
}

/** For one request: the clients listen to a signal and never cease. */
const own = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal]);

type Asking = <T>(place: ObjectPlace, action: string, question: () => Promise<T>) => Promise<T>;

const asker =
  (explain: Explain): Asking =>
  async (place, action, question) => {
    try {
      return await question();
    } catch (error) {
      throw explain(error, { action, of: s3Address(place) });
    }
  };
