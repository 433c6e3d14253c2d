import * as l10n from '@vscode/l10n';

/** What ECR allows. */
const most = { filters: 5, characters: 128, wildcards: 2, tags: 50 } as const;

const words = (text: string): readonly string[] => text.split(/[\s,]+/).filter(Boolean);

/** `latest, dev-*` as patterns of tags. */
export const readExceptions = (text: string): readonly string[] => words(text);

export function checkExceptions(text: string): string | undefined {
  const patterns = words(text);
  if (patterns.length === 0) return l10n.t('Type patterns of tags, for example latest, dev-*.');
  if (patterns.length > most.filters) return l10n.t('ECR takes {0} patterns at most.', most.filters);
  const wrong = patterns.find(
    (each) =>
      each.length > most.characters ||
      !/^[\w.*-]+$/.test(each) ||
      each.split('*').length - 1 > most.wildcards,
  );
  return wrong === undefined
    ? undefined
    : l10n.t('A pattern has letters, digits, _ . - and at most two *: {0}', wrong);
}

/** `team=ml, cost=42` as tags of AWS. */
export function readResourceTags(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean)
      .map((each) => {
        const at = each.indexOf('=');
        return at < 0 ? [each, ''] : [each.slice(0, at).trim(), each.slice(at + 1).trim()];
      }),
  );
}

export function checkResourceTags(text: string): string | undefined {
  const tags = Object.entries(readResourceTags(text));
  if (tags.length > most.tags) return l10n.t('AWS takes {0} tags at most.', most.tags);
  const isRight = ([key, value]: readonly [string, string]): boolean =>
    /^(?!aws:)[\p{L}\p{N}\s_.:/=+@-]{1,128}$/iu.test(key) && /^[\p{L}\p{N}\s_.:/=+@-]{0,256}$/u.test(value);
  const wrong = tags.find((tag) => !isRight(tag));
  return wrong && l10n.t('AWS does not take the tag {0}.', wrong.join('='));
}

/** A key by its id, its ARN or an alias. */
export const checkKmsKey = (text: string): string | undefined =>
  /^(?:alias\/[\w/-]+|(?:mrk-)?[\da-f-]{32,36}|arn:aws[\w-]*:kms:[\w-]+:\d{12}:(?:key|alias)\/[\w/-]+)$/.test(
    text.trim(),
  )
    ? undefined
    : l10n.t('Type the id or the ARN of a key, or alias/name.');

export const checkCount = (text: string): string | undefined =>
  /^[1-9]\d{0,4}$/.test(text.trim()) ? undefined : l10n.t('Type a number from 1 to 99999.');
