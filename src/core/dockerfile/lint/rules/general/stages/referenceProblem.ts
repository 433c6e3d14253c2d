import * as l10n from '@vscode/l10n';

const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const domainPart = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';

const path = new RegExp(`^${component}(?:/${component})*$`);
const domain = new RegExp(`^(?:${domainPart}(?:\\.${domainPart})*|\\[[a-fA-F0-9:]+\\])(?::\\d+)?$`);

/** Why Docker will not take this as the name of an image; undefined when it will. */
export function referenceProblem(reference: string): string | undefined {
  const [name = '', digest] = reference.split(/@(.*)/s);
  if (digest !== undefined && !/^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-fA-F]{32,}$/i.test(digest))
    return l10n.t('{0} is no digest.', digest);
  const slash = name.lastIndexOf('/');
  const colon = name.indexOf(':', slash + 1);
  const repository = colon < 0 ? name : name.slice(0, colon);
  const tag = colon < 0 ? undefined : name.slice(colon + 1);
  if (tag === '') return l10n.t('The tag is empty.');
  if (tag?.includes(':')) return l10n.t('An image has one tag: {0} has two colons.', name);
  if (tag !== undefined && !/^\w[\w.-]{0,127}$/.test(tag)) return l10n.t('{0} is no tag.', tag);
  const first = repository.indexOf('/');
  const host = first < 0 ? '' : repository.slice(0, first);
  const isHost = /[.:]/.test(host) || host === 'localhost' || host !== host.toLowerCase();
  const rest = isHost ? repository.slice(first + 1) : repository;
  if (isHost && !domain.test(host)) return l10n.t('{0} is no registry.', host);
  // `Team/image` has a registry by Docker's grammar, and one that cannot exist.
  const spelled = isHost && !/[.:]/.test(host) && host !== 'localhost' ? repository : rest;
  if (spelled !== spelled.toLowerCase()) return l10n.t('The name of an image has small letters only.');
  return path.test(rest) ? undefined : l10n.t('{0} is no name of an image.', rest === '' ? reference : rest);
}
