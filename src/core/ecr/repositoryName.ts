import * as l10n from '@vscode/l10n';

const form = /^[a-z0-9]+(?:[._-][a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-][a-z0-9]+)*)*$/;
/** Characters, as ECR counts them. */
const [shortest, longest] = [2, 256];

/** What is wrong with the name of a repository, in a sentence. */
export function checkRepositoryName(name: string): string | undefined {
  if (name === '') return l10n.t('Type a name, for example my-team/iris.');
  if (name.length < shortest || name.length > longest)
    return l10n.t('The name of a repository has {0} to {1} characters.', shortest, longest);
  if (name !== name.toLowerCase()) return l10n.t('Repositories are lower case: {0}', name.toLowerCase());
  if (form.test(name)) return undefined;
  return l10n.t(
    'Use small letters and digits, with single hyphens, underscores, dots or slashes between them.',
  );
}
