import * as l10n from '@vscode/l10n';
import { mapValues } from '../../json';
import { resolvePath } from '../../paths';
import { Problem } from '../../problem';

/** Where the value of a secret is; the value itself goes with the build alone, and stays in no image. */
export type SecretSource = { readonly file: string } | { readonly env: string };

/** By the id that `RUN --mount=type=secret,id=…` names. */
export type BuildSecrets = Readonly<Record<string, SecretSource>>;

/** As Docker writes them: `id=NAME,src=FILE` or `id=NAME,env=VARIABLE`; without either, the variable of that name. */
export function parseSecret(text: string): readonly [string, SecretSource] {
  const fields = new Map(text.split(',').map((field) => splitOnce(field)));
  const [id, file, env] = [fields.get('id'), fields.get('src') ?? fields.get('source'), fields.get('env')];
  const known = ['id', 'src', 'source', 'env', 'type'];
  const isUnknown = [...fields.keys()].some((name) => !known.includes(name));
  const isTwice = file !== undefined && env !== undefined;
  if (id === undefined || id === '' || file === '' || env === '' || isUnknown || isTwice)
    throw new Problem('bad-usage', l10n.t('A secret is id=NAME,src=FILE or id=NAME,env=VARIABLE.'));
  return [id, file === undefined ? { env: env ?? id } : { file }];
}

/** With the files of secrets as they lie from this folder. */
export const resolveSecrets = (folder: string, secrets: BuildSecrets): BuildSecrets =>
  mapValues(secrets, (source) => ('file' in source ? { file: resolvePath(folder, source.file) } : source));

export const secretText = (source: SecretSource): string =>
  'file' in source ? source.file : `$${source.env}`;

function splitOnce(field: string): readonly [string, string] {
  const at = field.indexOf('=');
  return at < 0 ? [field.trim(), ''] : [field.slice(0, at).trim(), field.slice(at + 1)];
}
