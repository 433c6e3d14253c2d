import * as l10n from '@vscode/l10n';
import { splitName, splitRepository } from '../images/image';
import { checkTag } from '../images/imageName';
import { parseEcrUri } from '../prebuilt/ecrUri';
import { Problem } from '../problem';
import { checkRepositoryName } from './repositoryName';

/** Where an image is to go, as far as its own name says. */
export interface PushTarget {
  readonly repository: string;
  readonly tag: string;
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/** `team/iris:2` goes to the repository team/iris; a name with a registry of ECR says account and region too. */
export function pushTarget(image: string): PushTarget {
  const uri = parseEcrUri(image);
  const { repository, tag } = splitName(image);
  return {
    repository: uri?.repository.text ?? splitRepository(repository).path,
    tag,
    account: uri?.account,
    region: uri?.region.text,
  };
}

/** What was typed goes before what the image's name says. */
export function checkedTarget(
  target: PushTarget,
  given: { readonly repository?: string; readonly tag?: string },
): PushTarget {
  const { repository, tag } = { ...target, ...given };
  const wrong = checkRepositoryName(repository) ?? checkTag(tag);
  if (wrong !== undefined) throw new Problem('bad-name', l10n.t('{0}:{1}: {2}', repository, tag, wrong));
  // Who names a repository means one of their own.
  const account = given.repository === undefined ? target.account : undefined;
  return { ...target, account, repository, tag };
}
