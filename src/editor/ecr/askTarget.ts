import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readRegistry } from '../../app/ecr/readRegistry';
import type { Ecr } from '../../core/ecr/ports';
import type { PushTarget } from '../../core/ecr/pushTarget';
import { checkRepositoryName } from '../../core/ecr/repositoryName';
import { checkTag } from '../../core/images/imageName';
import { isPublisher } from '../../core/prebuilt/accounts';
import type { Services } from '../services';

/** Where an image goes: the name that it has is the first suggestion. */
export async function askTarget(
  services: Services,
  ecr: Ecr,
  title: string,
  own: PushTarget,
): Promise<PushTarget | undefined> {
  const repository = await askRepository(services, ecr, title, own.repository);
  if (repository === undefined) return undefined;
  // Who chooses another place than the name says means that one.
  const account = repository === own.repository && !isPublisher(own.account ?? '') ? own.account : undefined;
  return askTag(title, { ...own, account, repository });
}

export async function askTag(title: string, target: PushTarget): Promise<PushTarget | undefined> {
  const tag = await vscode.window.showInputBox({
    title,
    prompt: l10n.t('The tag in {0}', target.repository),
    value: target.tag,
    validateInput: checkTag,
  });
  return tag === undefined ? undefined : { ...target, tag };
}

async function askRepository(
  { activity }: Services,
  ecr: Ecr,
  title: string,
  own: string,
): Promise<string | undefined> {
  const { repositories, identity } = await activity.run(l10n.t('Asking ECR'), async (signal) =>
    readRegistry(ecr, signal),
  );
  const isKnown = repositories.some(({ name }) => name === own);
  const another = { label: `$(add) ${l10n.t('Another…')}`, name: undefined };
  const suggested =
    checkRepositoryName(own) !== undefined
      ? []
      : isKnown
        ? [{ label: `$(repo) ${own}`, name: own }]
        : [{ label: `$(add) ${own}`, description: l10n.t('will be created'), name: own }];
  const others = repositories
    .filter(({ name }) => name !== own)
    .map(({ name }) => ({ label: `$(repo) ${name}`, name }));
  const chosen = await vscode.window.showQuickPick([...suggested, ...others, another], {
    title,
    placeHolder: l10n.t('Which repository in {0} · {1}?', identity.account, ecr.region),
  });
  if (!chosen) return undefined;
  return (
    chosen.name ??
    vscode.window.showInputBox({
      title,
      prompt: l10n.t('The name of the repository. It is made when it is not there.'),
      validateInput: checkRepositoryName,
    })
  );
}
