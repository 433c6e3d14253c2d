import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Pushed, PushEvent, PushFindings } from '../../app/ecr/pushImage';
import { pushImage } from '../../app/ecr/pushImage';
import { readRegistry } from '../../app/ecr/readRegistry';
import type { Ecr } from '../../core/ecr/ports';
import { checkLine } from '../../core/ecr/pushCheck';
import { advancePush, beforePush, pushProgress } from '../../core/ecr/pushState';
import type { PushTarget } from '../../core/ecr/pushTarget';
import { pushTarget } from '../../core/ecr/pushTarget';
import { isPublisher } from '../../core/prebuilt/accounts';
import { checkRepositoryName } from '../../core/ecr/repositoryName';
import { formatSize, shortId } from '../../core/format';
import { checkTag } from '../../core/images/imageName';
import { requireTrust } from '../requireTrust';
import type { Services } from '../services';
import type { RepositoriesView } from './repositoriesView';
import { finishStep } from '../walkthrough/finishStep';

/** An image of the engine into ECR: asks where, shows what was checked, and what came of it. */
export async function pushFromEditor(
  services: Services,
  view: RepositoriesView,
  reference: string,
): Promise<void> {
  requireTrust(l10n.t('A push goes to AWS with your rights: it needs a workspace that you trust.'));
  const { docker } = await services.world();
  const isId = reference.startsWith('sha256:');
  const own = isId ? { ...pushTarget('image:1'), repository: '' } : pushTarget(reference);
  const title = l10n.t('Push {0} to ECR', isId ? shortId(reference) : reference);
  const pushed = await view.withEcr(async (ecr) => {
    const target = await askTarget(services, ecr, title, own);
    if (!target) return undefined;
    const { repository, tag, account } = target;
    const push = { image: reference, repository, tag, ...(account === undefined ? {} : { account }) };
    return services.activity.run(l10n.t('Pushing {0}', repository), async (signal, tell) => {
      const report = progressTeller(repository, tell);
      return pushImage({ docker, ecr }, push, { report, agree: agreeTo(target) }, signal);
    });
    // An image that is named for a registry says which region is meant.
  }, own.region);
  if (!pushed) return;
  finishStep('push');
  await view.refresh();
  await showPushed(pushed);
}

async function askTarget(
  { activity }: Services,
  ecr: Ecr,
  title: string,
  own: PushTarget,
): Promise<PushTarget | undefined> {
  const { repositories, identity } = await activity.run(l10n.t('Asking ECR'), async (signal) =>
    readRegistry(ecr, signal),
  );
  const isKnown = repositories.some(({ name }) => name === own.repository);
  const another = { label: `$(add) ${l10n.t('Another…')}`, name: undefined };
  const suggested =
    checkRepositoryName(own.repository) !== undefined
      ? []
      : isKnown
        ? [{ label: `$(repo) ${own.repository}`, name: own.repository }]
        : [
            {
              label: `$(add) ${own.repository}`,
              description: l10n.t('will be created'),
              name: own.repository,
            },
          ];
  const others = repositories
    .filter(({ name }) => name !== own.repository)
    .map(({ name }) => ({ label: `$(repo) ${name}`, name }));
  const chosen = await vscode.window.showQuickPick([...suggested, ...others, another], {
    title,
    placeHolder: l10n.t('Which repository in {0} · {1}?', identity.account, ecr.region),
  });
  if (!chosen) return undefined;
  const repository =
    chosen.name ??
    (await vscode.window.showInputBox({
      title,
      prompt: l10n.t('The name of the repository. It is made when it is not there.'),
      validateInput: checkRepositoryName,
    }));
  if (repository === undefined) return undefined;
  const tag = await vscode.window.showInputBox({
    title,
    prompt: l10n.t('The tag in {0}', repository),
    value: own.tag,
    validateInput: checkTag,
  });
  if (tag === undefined) return undefined;
  // Who chooses another place than the name says means that one.
  const account = repository === own.repository && !isPublisher(own.account ?? '') ? own.account : undefined;
  return { ...own, account, repository, tag };
}

const agreeTo =
  ({ repository, tag }: PushTarget) =>
  async ({ checks }: PushFindings): Promise<boolean> => {
    const push = l10n.t('Push');
    const answer = await vscode.window.showInformationMessage(
      l10n.t('Push to {0}:{1}?', repository, tag),
      { modal: true, detail: checks.map(checkLine).join('\n') },
      push,
    );
    return answer === push;
  };

function progressTeller(repository: string, tell: (title: string) => void): (event: PushEvent) => void {
  let state = beforePush;
  let begun: number | undefined;
  return (event) => {
    if (event.kind === 'renewed') return tell(l10n.t('Signing in to ECR again'));
    if (event.kind === 'rewritten') return tell(l10n.t('Writing a manifest that SageMaker hosts'));
    begun ??= Date.now();
    state = advancePush(state, event.layer);
    const { layers, done, sent, total } = pushProgress(state);
    const rate = sent / Math.max(0.5, (Date.now() - begun) / 1000);
    const speed = sent === 0 ? '' : ` · ${formatSize(rate)}/s`;
    tell(
      l10n.t(
        'Pushing {0}: {1} of {2} layers, {3} of {4}',
        repository,
        done,
        layers,
        formatSize(sent),
        formatSize(total),
      ) + speed,
    );
  };
}

async function showPushed({ uri, pinned, unchanged }: Pushed): Promise<void> {
  const pin = l10n.t('Copy Pinned URI');
  const plain = l10n.t('Copy URI');
  const text = unchanged
    ? l10n.t('{0} has this image already.', uri)
    : l10n.t('{0} is in ECR, and SageMaker can take it.', uri);
  const chosen = await vscode.window.showInformationMessage(text, pin, plain);
  if (chosen !== undefined) await vscode.env.clipboard.writeText(chosen === pin ? pinned : uri);
}
