import * as l10n from '@vscode/l10n';
import type { PrebuiltImage } from '../prebuilt/prebuiltImage';
import { newestRelease, prebuiltImage } from '../prebuilt/prebuiltImage';
import { prebuiltUri } from '../prebuilt/prebuiltUris';
import { Problem } from '../problem';
import type { Answers, Template } from './template';
import { isFulfilled } from './template';

export type Values = Readonly<Record<string, string>>;

/** What stands for `{{…}}` in the texts: the name, the answers, and what the template says of them. */
export function valuesOf(template: Template, name: string, answers: Answers): Values {
  const values: Record<string, string> = { name, ...answers };
  const said = new Set<string>();
  for (const value of template.values) {
    if (said.has(value.name) || !isFulfilled(value.when, answers)) continue;
    said.add(value.name);
    values[value.name] =
      value.image === undefined ? fillIn(value.text ?? '', values) : uriOf(value.image, answers);
  }
  return values;
}

/** Other braces than ours stay: GitHub and Docker have their own. */
export const fillIn = (text: string, values: Values): string =>
  text.replaceAll(/\{\{([A-Za-z]+)\}\}/g, (braces, word: string) =>
    Object.hasOwn(values, word) ? (values[word] ?? braces) : braces,
  );

/** The first day on which AWS no longer patches one of the prebuilt images that these answers take. */
export function endOfPatch(template: Template, answers: Answers): string | undefined {
  const days = template.values
    .filter((value) => isFulfilled(value.when, answers))
    .flatMap(({ image }) => (image === undefined ? [] : [releaseOf(image, answers)?.endOfPatch]));
  return days.filter((day) => day !== undefined).toSorted()[0];
}

/** Are the prebuilt images that these answers take in the region? */
export const hasImages = ({ values }: Template, answers: Answers): boolean =>
  values.every(
    ({ image, when }) =>
      image === undefined || !isFulfilled(when, answers) || findUri(image, answers) !== undefined,
  );

function uriOf(image: string, answers: Answers): string {
  const uri = findUri(image, answers);
  if (uri !== undefined) return uri;
  throw new Problem(
    'bad-usage',
    l10n.t('No image of {0} is known in {1}.', image, answers['region'] ?? usualRegion),
  );
}

const usualRegion = 'us-east-1';

function findUri(image: string, answers: Answers): string | undefined {
  const [repository = '', tag = releaseOf(image, answers)?.tags[0]] = image.split(':');
  return tag === undefined ? undefined : prebuiltUri(repository, tag, answers['region'] ?? usualRegion);
}

function releaseOf(image: string, answers: Answers): PrebuiltImage | undefined {
  const [repository = '', tag] = image.split(':');
  return tag === undefined ? newestRelease(repository, answers['processor']) : prebuiltImage(repository, tag);
}
