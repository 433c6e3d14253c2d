import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import { isUnreached, isUntrusted } from './registryWords';

const rights =
  'ecr:BatchCheckLayerAvailability, ecr:InitiateLayerUpload, ecr:UploadLayerPart, ecr:CompleteLayerUpload, ecr:PutImage';

/** The engine hands on the words of the registry, and has no codes for them. */
export function pushProblem(words: string, name: string): Problem {
  if (/token has expired/i.test(words))
    return new Problem(
      'push-expired',
      l10n.t('The sign-in to the registry of {0} ran out. What has arrived stays there; try again.', name),
    );
  // The answer to a HEAD has no words.
  if (/error parsing HTTP 40[13] response body/i.test(words))
    return new Problem(
      'push-expired',
      l10n.t(
        'The registry of {0} refuses, and does not say why. Has the session ended, or is a right missing? A push needs {1}.',
        name,
        rights,
      ),
    );
  if (/maximum allowed size of a layer/i.test(words))
    return new Problem(
      'push-refused',
      l10n.t(
        'A layer of {0} is larger than ECR takes. Split the instruction that adds so much. The registry said: {1}',
        name,
        words,
      ),
    );
  if (/^(?:denied|unauthorized|no basic auth)|authentication required|authorization failed/i.test(words))
    return new Problem(
      'push-refused',
      l10n.t(
        'You may not push to {0}. Ask for the right, or use another profile. The registry said: {1}',
        name,
        words,
      ),
    );
  if (/immutable/i.test(words))
    return new Problem(
      'push-refused',
      l10n.t('The tag of {0} is taken, and tags of this repository cannot be moved. Push another tag.', name),
    );
  if (/does not exist locally|tag does not exist|image is not known|no such image/i.test(words))
    return new Problem(
      'image-missing',
      l10n.t('There is no image {0} on this engine any more. Build it again, or choose another one.', name),
    );
  if (/name unknown|repository .*does not exist/i.test(words))
    return new Problem(
      'push-refused',
      l10n.t('There is no repository for {0} any more. Push it again: Longshore offers to create it.', name),
    );
  if (/no space left/i.test(words))
    return new Problem(
      'disk-full',
      l10n.t(
        'The disk of the Docker engine is full. Remove what is not needed and try again. Docker said: {0}',
        words,
      ),
    );
  return brokenPush(words, name);
}

/** What may work the next time: layers that have arrived are not sent again. */
function brokenPush(words: string, name: string): Problem {
  if (isUntrusted(words))
    return new Problem(
      'push-refused',
      l10n.t(
        'The Docker engine does not trust the registry of {0}. A proxy may stand between them: give the engine its certificate. Docker said: {1}',
        name,
        words,
      ),
    );
  if (isUnreached(words))
    return new Problem(
      'push-failed',
      l10n.t(
        'The Docker engine lost the registry of {0} or did not reach it. Is it online, and does it need a proxy? What has arrived stays there. Docker said: {1}',
        name,
        words,
      ),
    );
  if (/toomanyrequests|rate exceeded/i.test(words))
    return new Problem(
      'push-failed',
      l10n.t('ECR asks to slow down. Try again in a moment: what has arrived of {0} stays there.', name),
    );
  if (
    /manifest (?:blob unknown|invalid|unverified)|blob (?:upload )?(?:unknown|invalid)|digest invalid/i.test(
      words,
    )
  )
    return new Problem(
      'push-failed',
      l10n.t(
        '{0} arrived with parts missing, as when somebody removes them meanwhile. Try again. The registry said: {1}',
        name,
        words,
      ),
    );
  return new Problem(
    'push-failed',
    l10n.t(
      '{0} was not pushed. What has arrived stays there; try again. The registry said: {1}',
      name,
      words,
    ),
  );
}
