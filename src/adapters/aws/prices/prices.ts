import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { OfferReader } from '../../../core/hosting/prices/offerFile';
import { priceListIn, type PriceList, type Prices } from '../../../core/hosting/prices/priceList';
import { isAbort, Problem } from '../../../core/problem';

/** AWS publishes its price lists to all, without credentials, in this one place. */
const published = 'https://pricing.us-east-1.amazonaws.com';

/** `address` is asked in its place; it goes when the user's environment names none. */
export function makePrices(address: () => string | undefined): Prices {
  return {
    kept: async (folder, region) => {
      const text = await readFile(fileOf(folder, region), 'utf8').catch(() => undefined);
      return text === undefined ? undefined : priceListIn(parsed(text));
    },
    fetch: async (folder, region, signal) => {
      const list = await download(
        `${address() ?? published}/offers/v1.0/aws/AmazonSageMaker/current/${encodeURIComponent(region)}/index.csv`,
        region,
        signal,
      );
      await keep(folder, list);
      return list;
    },
  };
}

const fileOf = (folder: string, region: string): string =>
  join(folder, `${region.replaceAll(/[^\w-]/g, '')}.json`);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whole or not at all: another window may write it too. */
async function keep(folder: string, list: PriceList): Promise<void> {
  const file = fileOf(folder, list.region);
  const part = `${file}.${randomUUID()}.part`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(part, JSON.stringify(list));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw new Problem('file-unwritable', l10n.t('The prices cannot be kept in {0}.', folder), error);
  }
}

async function download(url: string, region: string, signal: AbortSignal): Promise<PriceList> {
  const reader = new OfferReader(region);
  try {
    const response = await fetch(url, { signal });
    if (!response.ok || !response.body)
      throw new Problem(
        'aws-failed',
        l10n.t('AWS’s price list of {0} is not there: HTTP {1}.', region, response.status),
      );
    const body = Readable.fromWeb(response.body, { signal });
    for await (const line of createInterface({ input: body, crlfDelay: Number.POSITIVE_INFINITY }))
      reader.take(line);
    signal.throwIfAborted();
  } catch (error) {
    if (isAbort(error) || error instanceof Problem) throw error;
    throw new Problem('aws-unreachable', l10n.t('AWS’s price list of {0} cannot be reached.', region), error);
  }
  const { list } = reader;
  if (!list)
    throw new Problem('aws-failed', l10n.t('AWS’s price list of {0} has no prices of hosting.', region));
  return list;
}
