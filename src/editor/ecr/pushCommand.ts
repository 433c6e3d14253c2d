import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Pushed, PushFindings } from '../../app/ecr/pushImage';
import { pushImage } from '../../app/ecr/pushImage';
import type { Ecr } from '../../core/ecr/ports';
import { warningsIn } from '../../core/ecr/pushCheck';
import type { PushEvent } from '../../core/ecr/pushState';
import { advancePush, beforePush, pushLine } from '../../core/ecr/pushState';
import type { PushTarget } from '../../core/ecr/pushTarget';
import { pushTarget } from '../../core/ecr/pushTarget';
import { shortId } from '../../core/format';
import { commandId } from '../../manifest/commandId';
import { guard } from '../register';
import { requireTrust } from '../requireTrust';
import type { Services } from '../services';
import { finishStep } from '../walkthrough/finishStep';
import { askTag, askTarget } from './askTarget';
import type { RepositoriesView } from './repositoriesView';
import type { Answer } from './showChecks';
import { showChecks } from './showChecks';
import { findUserFiles, useInFile } from './useInFile';

interface Journey {
  readonly services: Services;
  readonly view: RepositoriesView;
  readonly reference: string;
  readonly title: string;
}

/** An image of the engine into ECR: asks where, unless that is known, shows what was checked, and what came of it. */
export async function pushFromEditor(
  services: Services,
  view: RepositoriesView,
  reference: string,
  to?: Pick<PushTarget, 'repository' | 'region'>,
): Promise<void> {
  requireTrust(l10n.t('A push goes to AWS with your rights: it needs a workspace that you trust.'));
  const isId = reference.startsWith('sha256:');
  const named = isId ? { ...pushTarget('image:1'), repository: '' } : pushTarget(reference);
  const title = l10n.t('Push {0} to ECR', isId ? shortId(reference) : reference);
  const target = to
    ? // Who points at a repository means that one, whatever the image is called.
      await askTag(title, { ...named, ...to, account: undefined })
    : // An image that is named for a registry says which region is meant.
      await view.withEcr(async (ecr) => askTarget(services, ecr, title, named), named.region);
  if (!target) return;
  const journey = { services, view, reference, title };
  let agreed: ReadonlySet<string> | undefined;
  // A button to try again is for the same place, and what was agreed to is not asked again.
  await guard(
    services,
    async () =>
      pushTo(journey, target, async (chosen, found) => {
        const place = `${chosen.repository}:${chosen.tag}`;
        const seen = [place, ...warningsIn(found.checks)];
        if (agreed && seen.every((each) => agreed?.has(each))) return 'push';
        const answer = await showChecks(chosen, found);
        if (answer === 'push') agreed = new Set(seen);
        return answer;
      }),
    'longshore.pushImage',
  );
}

type Ask = (target: PushTarget, found: PushFindings) => Promise<Answer>;

async function pushTo(journey: Journey, target: PushTarget, ask: Ask): Promise<void> {
  const { view, title } = journey;
  const pushed = await view.withEcr(async (ecr) => {
    for (let chosen: PushTarget | undefined = target; chosen; chosen = await askTag(title, chosen)) {
      const turn = await pushOnce(journey, ecr, chosen, ask);
      if (turn.pushed || turn.answer !== 'another-tag') return turn.pushed;
    }
    return undefined;
  }, target.region);
  if (!pushed) return;
  finishStep('push');
  await view.refresh();
  await showPushed(pushed);
}

async function pushOnce(
  { services, reference }: Journey,
  ecr: Ecr,
  target: PushTarget,
  ask: Ask,
): Promise<{ readonly pushed: Pushed | undefined; readonly answer: Answer }> {
  const { repository, tag, account } = target;
  const { docker, clock } = await services.world();
  let answer: Answer = 'no';
  const agree = async (found: PushFindings): Promise<boolean> => {
    answer = await ask(target, found);
    return answer === 'push';
  };
  const push = { image: reference, repository, tag, ...(account === undefined ? {} : { account }) };
  const pushed = await services.activity.run(
    l10n.t('Checking {0} before it is pushed', repository),
    async (signal, tell) => {
      const report = progressTeller(repository, () => clock.now(), tell);
      return pushImage({ docker, ecr }, push, { report, agree }, signal);
    },
  );
  return { pushed, answer };
}

function progressTeller(
  repository: string,
  now: () => number,
  tell: (title: string) => void,
): (event: PushEvent) => void {
  let state = beforePush;
  return (event) => {
    state = advancePush(state, event, now());
    if (event.kind === 'renewed') return tell(l10n.t('Signing in to ECR again'));
    if (event.kind === 'rewritten') return tell(l10n.t('Writing a manifest that SageMaker hosts'));
    tell(pushLine(repository, state));
  };
}

async function showPushed({ uri, pinned, unchanged }: Pushed): Promise<void> {
  const pin = l10n.t('Copy Pinned URI');
  const plain = l10n.t('Copy URI');
  const use = l10n.t('Use It in a File…');
  const text = unchanged
    ? l10n.t('{0} has this image already.', uri)
    : l10n.t('{0} is in ECR, and SageMaker can take it.', uri);
  const uses = (await findUserFiles()).length > 0 ? [use] : [];
  const deploy = l10n.t('Update an Endpoint…');
  const chosen = await vscode.window.showInformationMessage(text, pin, ...uses, deploy, plain);
  if (chosen === deploy) await vscode.commands.executeCommand(commandId('updateEndpoint'), `image:${pinned}`);
  else if (chosen === use) await useInFile(pinned);
  else if (chosen !== undefined) await vscode.env.clipboard.writeText(chosen === pin ? pinned : uri);
}
