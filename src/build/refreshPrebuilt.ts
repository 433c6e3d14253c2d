/**
 * Makes the tables of AWS's own images that the product carries:
 * `tsx src/build/refreshPrebuilt.ts ecr-accounts.json dlc-images.json`.
 * The first is repository → region → accounts, from the image tables of the SageMaker Python SDK; the second is rows of
 * repository, version, processor, python, cuda, platform, release, end of patch, tags, from AWS Deep Learning Containers.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = fileURLToPath(new URL('../core/prebuilt/data/', import.meta.url));

async function refresh(accountsPath: string, imagesPath: string): Promise<void> {
  const accounts: unknown = JSON.parse(await readFile(accountsPath, 'utf8'));
  const images: unknown = JSON.parse(await readFile(imagesPath, 'utf8'));
  await writeFile(join(target, 'accountTable.ts'), accountModule(accounts));
  await writeFile(join(target, 'imageTable.ts'), imageModule(images));
}

const head = (of: string, from: string): string =>
  `// ${of}, as ${from} gives them; Apache License 2.0, see NOTICE.\n// Written by src/build/refreshPrebuilt.ts.\n`;

/** Repositories that share their accounts stand on one line; so do the regions of an account. */
function accountModule(accounts: unknown): string {
  const groups = new Map<string, string[]>();
  for (const [repository, regions] of entriesOf(accounts)) {
    const byAccount = new Map<string, string[]>();
    for (const [region, owners] of entriesOf(regions)) {
      for (const owner of itemsOf(owners)) append(byAccount, textOf(owner), region);
    }
    const key = [...byAccount]
      .map(([account, places]) => `${account} ${places.toSorted().join(' ')}`)
      .toSorted()
      .join(', ');
    append(groups, key, repository);
  }
  const lines = [...groups].map(([key, repositories]) => `${repositories.toSorted().join(' ')}: ${key}`);
  return `${head('Repositories of SageMaker images and the accounts that own them by region', 'the SageMaker Python SDK')}export const accountTable = \`\n${lines.toSorted().join('\n')}\n\`;\n`;
}

function imageModule(images: unknown): string {
  const lines = itemsOf(images).flatMap((row) => {
    const [repository, ...fields] = itemsOf(row);
    if (repository === 'template') return [];
    const tags = itemsOf(fields.pop()).map(textOf);
    return [[textOf(repository), ...fields.map(fieldOf), ...tags].join(' ')];
  });
  return `${head('Releases: repository, version, processor, python, cuda, platform, release and end of patch, tags', 'AWS Deep Learning Containers')}export const imageTable = \`\n${lines.toSorted().join('\n')}\n\`;\n`;
}

const fieldOf = (field: unknown): string => (field === null || field === 'None' ? '-' : textOf(field));

function append(map: Map<string, string[]>, key: string, item: string): void {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
}

function entriesOf(value: unknown): ReadonlyArray<readonly [string, unknown]> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('Not an object where one was expected.');
  return Object.entries(value);
}

function itemsOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Error('Not a list where one was expected.');
  return value.slice();
}

function textOf(value: unknown): string {
  if (typeof value !== 'string' || /[\s,:`$\\]/.test(value)) throw new Error(`Not a word: ${String(value)}`);
  return value;
}

const [accountsPath, imagesPath] = process.argv.slice(2);
if (accountsPath === undefined || imagesPath === undefined)
  throw new Error('Give the paths of ecr-accounts.json and dlc-images.json.');
await refresh(accountsPath, imagesPath);
