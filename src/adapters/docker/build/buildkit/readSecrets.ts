import { readFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type { BuildSecrets, SecretSource } from '../../../../core/images/build/buildSecret';
import { Problem } from '../../../../core/problem';

/** Bytes; BuildKit takes no more. */
const largest = 500 * 1024;

/** The values, for as long as the build takes. */
export async function readSecrets(secrets: BuildSecrets): Promise<ReadonlyMap<string, Uint8Array>> {
  const read = Object.entries(secrets).map(async ([id, source]) => [id, await valueOf(id, source)] as const);
  return new Map(await Promise.all(read));
}

async function valueOf(id: string, source: SecretSource): Promise<Uint8Array> {
  const value = 'env' in source ? variable(id, source.env) : await content(id, source.file);
  if (value.length > largest)
    throw new Problem('bad-usage', l10n.t('The secret {0} is too large: BuildKit takes 500 kB at most.', id));
  return value;
}

function variable(id: string, name: string): Uint8Array {
  const value = process.env[name];
  if (value === undefined)
    throw new Problem(
      'data-missing',
      l10n.t('The environment has no variable {0}, where the secret {1} should be.', name, id),
    );
  return Buffer.from(value);
}

async function content(id: string, path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new Problem(
      'file-unreadable',
      l10n.t('The file {0} cannot be read, where the secret {1} should be.', path, id),
      error,
    );
  }
}
