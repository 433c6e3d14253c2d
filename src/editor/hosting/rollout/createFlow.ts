import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { createEndpoint, removeCreated } from '../../../app/hosting/rollout/createEndpoint';
import { readEndpointInput } from '../../../app/hosting/readEndpointInput';
import { placedVariants } from '../../../core/endpoint/file/endpointFile';
import type { EndpointFile } from '../../../core/endpoint/file/endpointFile';
import { isProduction } from '../../../core/hosting/production';
import { stampOf } from '../../../core/hosting/rollout/freshName';
import { newEndpoint, type NewEndpoint } from '../../../core/hosting/rollout/newEndpoint';
import { subjectOf, type RolloutCall } from '../../../core/hosting/rollout/rolloutCall';
import type { Problem } from '../../../core/problem';
import { endpointFileKind } from '../../endpointFiles/endpointDocuments';
import { requireTrust } from '../../requireTrust';
import { askedDocument, pathOf } from '../../userFiles/documents';
import { finishStep } from '../../walkthrough/finishStep';
import { withHosting } from '../hostingRegion';
import { followWork } from './followUpdate';
import { fitForHosting } from './preflight';
import { agree } from './review';
import type { Session } from './session';

/** An endpoint of its file, looked over before anything is made. */
export async function createFromEditor(session: Session, rows: readonly string[]): Promise<void> {
  requireTrust(l10n.t('Endpoints are made with your rights: that needs a workspace that you trust.'));
  const document = await askedDocument(endpointFileKind(), rows);
  if (!document) return;
  await document.save();
  const { services } = session;
  const { clock, files } = await services.world();
  const file = await readEndpointInput(files, pathOf(document.uri), new AbortController().signal);
  const wanted = file.cloud?.region;
  const plan = newEndpoint(file, stampOf(clock.now()));
  const place = await services.activity.run(l10n.t('Asking AWS who you are'), async (signal) =>
    withHosting(services, wanted, async ({ ecr, hosting }) => ({
      ...(await ecr.identity(signal)),
      region: hosting.region,
    })),
  );
  const fit = await fitForHosting(services, plan, {
    account: place.account,
    withEcr: async (work) =>
      withHosting(services, place.region, async ({ ecr }) => work(ecr, new AbortController().signal)),
  });
  if (!fit) return;
  const title = l10n.t('Create {0}', plan.name);
  const sections = [
    { title: l10n.t('What is made'), lines: wordsOf(file, place) },
    { title: l10n.t('What was looked at'), lines: fit.lines },
    {
      title: l10n.t('What it costs'),
      lines: [
        l10n.t(
          'Its instances are paid for from the moment they start, also without a request, until it is deleted.',
        ),
      ],
    },
  ];
  const calls = [...fit.rollout.makes, ...fit.rollout.scaling];
  const isLive = isProduction(plan.name, file.cloud?.tags ?? {});
  const reviewed = { title, name: plan.name, go: title, isProduction: isLive, sections, calls };
  if (await agree(services, reviewed)) await make(session, fit.rollout, place.region);
}

const wordsOf = (
  file: EndpointFile,
  { account, region }: { readonly account: string; readonly region: string },
): readonly string[] => [
  l10n.t('In the account {0}, in {1}.', account, region),
  ...placedVariants(file).map(({ variant: { name, instanceType, instances, serverless, weight } }) =>
    serverless
      ? l10n.t('{0}: serverless, {1} MB, weight {2}', name, serverless.memory, weight)
      : l10n.t('{0}: {1} × {2}, weight {3}', name, instances, instanceType ?? '?', weight),
  ),
];

async function make(session: Session, plan: NewEndpoint, region: string): Promise<void> {
  const { services, tree } = session;
  const view = await tree.view();
  const { clock } = await services.world();
  const { name } = plan;
  const created = await followWork(session, { name, region }, async ({ report, signal }) =>
    withHosting(services, region, async ({ hosting }) =>
      createEndpoint({ hosting, clock }, plan, report, signal),
    ),
  );
  await view.refresh();
  // It may be on a page that is not shown.
  await view.renew(name, region);
  if (created.kind === 'failed') return offerRemoval(session, { name, region }, created);
  finishStep('rollOut');
  await vscode.window.showInformationMessage(l10n.t('{0} is in service in {1}.', name, region));
}

async function offerRemoval(
  { services, tree }: Session,
  { name, region }: { readonly name: string; readonly region: string },
  { error, made }: { readonly error: Problem; readonly made: readonly RolloutCall[] },
): Promise<void> {
  if (made.length === 0) throw error;
  const exists = made.map((call) => `${call.action.replace('Create', '')} ${subjectOf(call)}`).join(', ');
  const remove = l10n.t('Remove What Was Made');
  const text = l10n.t('{0} This exists of it: {1}.', error.message, exists);
  if ((await vscode.window.showErrorMessage(text, remove)) !== remove) return;
  const view = await tree.view();
  const { clock } = await services.world();
  const left = await services.activity.run(l10n.t('Removing what was made for {0}', name), async (signal) =>
    withHosting(services, region, async ({ hosting }) =>
      removeCreated({ hosting, clock }, name, made, signal),
    ),
  );
  await view.refresh();
  const rest = left.map(subjectOf).join(', ');
  await vscode.window.showInformationMessage(
    left.length === 0 ? l10n.t('Nothing of {0} is left.', name) : l10n.t('Still there: {0}.', rest),
  );
}
