import * as l10n from '@vscode/l10n';

const host =
  /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::[0-9]+)?$/;
const part = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const tagForm = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/** What is wrong with a name that somebody types, in a sentence; nothing when it can be used. */
export function checkImageName(text: string): string | undefined {
  if (text.trim() === '') return l10n.t('Type a name, for example my-model:1.');
  if (/\s/.test(text)) return l10n.t('An image name has no spaces.');
  if (text.includes('@')) return l10n.t('A digest cannot be given as a name. Use repository:tag.');
  const colon = text.indexOf(':', text.lastIndexOf('/') + 1);
  const repository = colon < 0 ? text : text.slice(0, colon);
  return (colon < 0 ? undefined : checkTag(text.slice(colon + 1))) ?? checkRepository(repository);
}

export const checkTag = (tag: string): string | undefined =>
  tagForm.test(tag)
    ? undefined
    : l10n.t(
        'A tag has up to 128 letters, digits, dots, hyphens and underscores, and does not start with a dot or hyphen.',
      );

function checkRepository(repository: string): string | undefined {
  const parts = repository.split('/');
  const [first = ''] = parts;
  const hasHost = parts.length > 1 && (/[.:]/.test(first) || first === 'localhost');
  if (hasHost && !host.test(first)) return l10n.t('{0} is not the name of a registry.', first);
  if ((hasHost ? parts.slice(1).join('/') : repository).length > 255) {
    return l10n.t('An image name has at most 255 characters.');
  }
  const wrong = (hasHost ? parts.slice(1) : parts).find((each) => !part.test(each));
  if (wrong === undefined) return undefined;
  if (wrong === '') return l10n.t('The name has an empty part: look for a slash too many.');
  return wrong === wrong.toLowerCase()
    ? l10n.t(
        '{0} cannot be a part of an image name: use letters, digits and single dots, hyphens or underscores between them.',
        wrong,
      )
    : l10n.t('Image names are lower case: {0}', repository.toLowerCase());
}
