import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import { isUnreached, isUntrusted } from './registryWords';

/** The engine hands on the words of the registry, and has no codes for them. */
export function pullProblem(words: string, image: string): Problem {
  if (/no space left/i.test(words))
    return new Problem(
      'disk-full',
      l10n.t(
        'The disk of the Docker engine is full: there is no room for {0}. Remove what is not needed.',
        image,
      ),
    );
  return new Problem(
    'image-missing',
    l10n.t(
      'The image {0} is not on this engine and could not be pulled. {1} Docker said: {2}',
      image,
      pullAdvice(words),
      words,
    ),
  );
}

/** What to do when a registry gave no image. */
export function pullAdvice(words: string): string {
  if (/no matching manifest|does not match the specified platform/i.test(words))
    return l10n.t('It is not made for this platform: choose another tag, or build it.');
  if (/toomanyrequests|rate limit|rate exceeded/i.test(words))
    return l10n.t('The registry asks to slow down: try again later, or sign in there.');
  if (/token has expired|no basic auth|denied|unauthorized|authentication required/i.test(words))
    return l10n.t('Is its name right, and may you pull it? An image of ECR needs a profile that may.');
  if (/manifest unknown|not found|name unknown|does not exist/i.test(words))
    return l10n.t('Are its name and tag right?');
  if (isUntrusted(words)) return l10n.t('The engine does not trust the registry: give it its certificate.');
  if (isUnreached(words)) return l10n.t('Is the engine online, and does it need a proxy?');
  return l10n.t('Try again.');
}
