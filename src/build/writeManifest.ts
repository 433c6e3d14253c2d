/** Writes what the tables of `src/manifest` say into package.json and package.nls.json, and the l10n bundle of the code. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endpointFileSchema } from '../core/endpoint/file/shape/endpointFileSchema';
import { lifecycleSchema } from '../core/ecr/lifecycleSchema';
import { templateSchema } from '../core/scaffold/templateFields';
import { runFileSchema } from '../core/run/file/shape/runFileSchema';
import { allRulePages } from '../core/dockerfile/lint/rulePage';
import { contractPage } from '../core/serve/contract/contractPage';
import { contributions } from '../manifest/contributions';
import { activationEvents } from '../manifest/languages';
import { collectMessages } from './collectMessages';

/** What the tables ask for, by file. Everything in package.json that they do not know stays as it is. */
async function manifestFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const { contributes, restricted, texts } = contributions();
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  if (typeof manifest !== 'object' || manifest === null) throw new Error('package.json is not an object.');
  const capabilities = {
    untrustedWorkspaces: {
      supported: 'limited',
      description: '%untrusted%',
      restrictedConfigurations: restricted,
    },
    virtualWorkspaces: { supported: false, description: '%virtual%' },
  };
  const nls = {
    ...texts,
    untrusted:
      'In a workspace that you do not trust, images can be looked at but nothing is built or run, and the workspace cannot choose the Docker engine.',
    virtual: 'Containers are built from files on disk, which a virtual workspace does not have.',
  };
  return new Map([
    ['package.json', json({ ...manifest, activationEvents, contributes, capabilities })],
    ['package.nls.json', json(nls)],
    ['l10n/bundle.l10n.json', json(await collectMessages(root))],
    ['media/rules.md', allRulePages()],
    ['media/serving-contract.md', contractPage()],
    ['media/schemas/endpoint.schema.json', json(endpointFileSchema())],
    ['media/schemas/lifecycle.schema.json', json(lifecycleSchema())],
    ['media/schemas/train.schema.json', json(runFileSchema())],
    ['media/schemas/template.schema.json', json(templateSchema())],
  ]);
}

/** The files that are not as the tables say. */
export async function staleFiles(root: string): Promise<readonly string[]> {
  const stale: string[] = [];
  for (const [name, content] of await manifestFiles(root)) {
    const now = await readFile(join(root, name), 'utf8').catch(() => '');
    if (now !== content) stale.push(name);
  }
  return stale;
}

export async function writeManifest(root: string): Promise<void> {
  for (const [name, content] of await manifestFiles(root)) await writeFile(join(root, name), content);
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
