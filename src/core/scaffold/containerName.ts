import * as l10n from '@vscode/l10n';

const nameForm = /^[a-z0-9](?:-*[a-z0-9])*$/;
/** Characters: jobs are called so, with a time behind it, and their names have 63 at most. */
const longest = 40;

/** What is wrong with the name of a container, in a sentence; it also names its folder, its image and its jobs. */
export function checkContainerName(name: string): string | undefined {
  if (name === '') return l10n.t('Type a name, for example iris.');
  if (name.length > longest) return l10n.t('A name has at most {0} characters.', longest);
  if (nameForm.test(name)) return undefined;
  return l10n.t(
    'Use small letters, digits and hyphens, and begin and end without a hyphen: the image and its jobs are called so too.',
  );
}
