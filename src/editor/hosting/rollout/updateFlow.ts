import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { carryOut, planScaling } from '../../../app/hosting/rollout/carryOut';
import { checkAlarms } from '../../../app/hosting/rollout/checkAlarms';
import { readEndpointInput } from '../../../app/hosting/readEndpointInput';
import { RolloutStore } from '../../../app/hosting/rollout/rolloutStore';
import { changeInWords, changeRefusal, unseenConfig } from '../../../core/hosting/rollout/change';
import { deploymentCosts, deploymentInWords } from '../../../core/hosting/rollout/deploymentWords';
import { affectedBetween, fileRollout, type Affected } from '../../../core/hosting/rollout/fileChange';
import { stampOf } from '../../../core/hosting/rollout/freshName';
import {
  plannedCalls,
  scalingNotes,
  type PlannedRollout,
} from '../../../core/hosting/rollout/plannedRollout';
import { rolloutOf, rolloutTo, type Rollout, type UpdateWish } from '../../../core/hosting/rollout/rollout';
import { Problem } from '../../../core/problem';
import { endpointFileKind } from '../../endpointFiles/endpointDocuments';
import { requireTrust } from '../../requireTrust';
import { askedDocument, pathOf } from '../../userFiles/documents';
import { withHosting } from '../hostingRegion';
import { askChanges, titleOf, type Start } from './askChanges';
import { askManner, type Manner } from './askDeployment';
import { followUpdate } from './followUpdate';
import { fitForHosting } from './preflight';
import { agree } from './review';
import { historyKey } from './rolloutHistory';
import { countsOf, findForUpdate, type Found, type Session } from './session';
import type { RolloutPlace } from './place';

/** Asks what is new and how it comes, shows the whole of it, and follows it to its end. */
export async function updateFromEditor(session: Session, place: RolloutPlace, start?: Start): Promise<void> {
  requireTrust(l10n.t('Endpoints are changed with your rights: that needs a workspace that you trust.'));
  const found = await findForUpdate(session, place);
  const { status, name } = found.endpoint;
  if (status !== 'InService' && status !== 'UpdateRollbackFailed')
    throw new Problem(
      'endpoint-busy',
      l10n.t('{0} is being changed: try again when it is in service.', name),
    );
  const past = session.history.of(historyKey(found.account, found.region, name));
  const backTo = [...new Set(past.map(({ from }) => from))].filter(
    (config) => config !== found.endpoint.config,
  );
  if (!found.present) await vscode.window.showWarningMessage(unseenConfig(found.endpoint.config));
  const wanted = start ?? (await askChanges(session, found, backTo));
  const manner = wanted && (await askManner(session, found));
  const drawn = manner && (await draw(session, found, { wanted, manner }));
  if (drawn) await reviewAndGo(session, found, { ...drawn, manner });
}

interface Drawn {
  readonly rollout: Rollout;
  readonly affected: Affected;
  /** What changes, in words. */
  readonly lines: readonly string[];
}

async function draw(
  session: Session,
  found: Found,
  { wanted, manner }: { readonly wanted: Start; readonly manner: Manner },
): Promise<Drawn | undefined> {
  const { endpoint, present } = found;
  const { clock, files } = await session.services.world();
  const wish: UpdateWish = {
    ...manner,
    endpoint: endpoint.name,
    stamp: stampOf(clock.now()),
    counts: countsOf(endpoint),
  };
  if (wanted.kind === 'back') return drawBack(session, found, { wish, to: wanted.config });
  if (!present) throw new Problem('data-missing', unseenConfig(endpoint.config));
  if (wanted.kind === 'file') {
    const document = await askedDocument(endpointFileKind(), []);
    if (!document) return undefined;
    await document.save();
    const file = await readEndpointInput(files, pathOf(document.uri), new AbortController().signal);
    const { rollout, differences, ...affected } = fileRollout(file, present, wish);
    if (differences.length === 0)
      throw new Problem(
        'bad-usage',
        l10n.t(
          '{0} is as its file says, but for what the endpoint editor changes: no update is needed.',
          endpoint.name,
        ),
      );
    return { rollout, affected, lines: differences };
  }
  const refused = wanted.changes
    .map((change) => changeRefusal(change, present))
    .find((each) => each !== undefined);
  if (refused !== undefined) throw new Problem('bad-usage', refused);
  return {
    rollout: rolloutOf(present, wanted.changes, wish),
    affected: {
      dropped: [],
      typed: wanted.changes.flatMap((change) => (change.kind === 'type' ? [change.variant] : [])),
    },
    lines: wanted.changes.map((change) => changeInWords(change, present)),
  };
}

async function drawBack(
  { services }: Session,
  { endpoint, present, region }: Found,
  { wish, to }: { readonly wish: UpdateWish; readonly to: string },
): Promise<Drawn> {
  const config = await services.activity.run(l10n.t('Asking SageMaker for {0}', to), async (signal) =>
    withHosting(services, region, async ({ hosting }) => hosting.readConfig(to, signal)),
  );
  if (!config) throw new Problem('data-missing', l10n.t('The configuration {0} was deleted meanwhile.', to));
  return {
    rollout: rolloutTo({ from: endpoint.config, to }, wish),
    affected: present ? affectedBetween(present.config, config) : { typed: [], dropped: [] },
    lines: [l10n.t('The configuration {0} again, in place of {1}.', to, endpoint.config)],
  };
}

async function reviewAndGo(
  session: Session,
  found: Found,
  { rollout, affected, lines, manner }: Drawn & { readonly manner: Manner },
): Promise<void> {
  const { services, history } = session;
  const { region, account, endpoint, isProduction } = found;
  const fit = await fitForHosting(services, rollout, {
    account,
    withEcr: async (work) =>
      withHosting(services, region, async ({ ecr }) => work(ecr, new AbortController().signal)),
  });
  const alarms = fit && (await checkedAlarms(session, found, manner));
  if (!alarms) return;
  const planned = await services.activity.run(l10n.t('Asking Application Auto Scaling'), async (signal) =>
    withHosting(services, region, async ({ hosting }) => planScaling(hosting, fit.rollout, affected, signal)),
  );
  const { clock, disk } = await services.world();
  const title = titleOf(found);
  const calls = plannedCalls(planned, clock.now());
  const sections = [
    { title: l10n.t('What changes'), lines },
    { title: l10n.t('How'), lines: mannerInWords(manner, planned) },
    { title: l10n.t('What was looked at'), lines: [...fit.lines, ...alarms, ...untagged(found)] },
    { title: l10n.t('What it costs'), lines: deploymentCosts(manner.deployment, countsOf(endpoint)) },
  ];
  const go = l10n.t('Update {0}', endpoint.name);
  if (!(await agree(services, { title, name: endpoint.name, go, isProduction, sections, calls }))) return;
  const key = historyKey(account, region, endpoint.name);
  const { from, to, makes } = planned.rollout;
  await followUpdate(
    session,
    { name: endpoint.name, region, from, to, account, makes },
    async ({ hosting, report, signal }) =>
      carryOut(
        { hosting, clock, store: new RolloutStore(disk) },
        planned,
        {
          follower: { accepted: async () => history.add(key, { at: clock.now(), from, to, lines }), report },
          whose: { place: { profile: undefined, region }, account },
        },
        signal,
      ),
  );
}

const mannerInWords = ({ deployment, retain }: Manner, planned: PlannedRollout): readonly string[] => [
  deploymentInWords(deployment),
  retain.weights
    ? l10n.t('The traffic stays split as it is now.')
    : l10n.t('The traffic is split by the weights of the configuration, whatever it is now.'),
  retain.counts
    ? l10n.t('Every variant keeps as many instances as it has now.')
    : l10n.t('Every variant gets the first count of the configuration, whatever it has now.'),
  ...scalingNotes(planned),
];

const untagged = ({ present }: Found): readonly string[] =>
  present?.isUntagged === true
    ? [l10n.t('You may not read tags (sagemaker:ListTags): what is new has none.')]
    : [];

/** Nothing when one rings already, and the user thinks better of it. */
async function checkedAlarms(
  { services }: Session,
  { region }: Found,
  { deployment }: Manner,
): Promise<readonly string[] | undefined> {
  const names = deployment?.alarms ?? [];
  const { ringing, told } = await services.activity.run(l10n.t('Asking CloudWatch'), async (signal) =>
    withHosting(services, region, async ({ cloudWatch }) => checkAlarms(cloudWatch, names, signal)),
  );
  if (ringing === undefined) return told;
  const insist = l10n.t('Go On Anyway');
  const detail = l10n.t('Wait until it is quiet, or leave this alarm out.');
  const answer = await vscode.window.showWarningMessage(ringing, { modal: true, detail }, insist);
  return answer === insist ? [...told, ringing] : undefined;
}
