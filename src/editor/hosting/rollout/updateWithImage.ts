import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { atOnce } from '../../../core/atOnce';
import { isMoving, type HostedEndpoint } from '../../../core/hosting/endpoint';
import { parseEcrUri } from '../../../core/prebuilt/ecrUri';
import { Problem } from '../../../core/problem';
import { withHosting } from '../hostingRegion';
import type { Session } from './session';
import { updateFromEditor } from './updateFlow';

/** AWS has a limit for the questions of an account. */
const questions = 4;
/** The newest; each costs a question. */
const most = 100;

/** An image that was pushed goes to an endpoint: those that run an image of its repository come first. */
export async function updateWithImage(session: Session, image: string): Promise<void> {
  const uri = parseEcrUri(image);
  const region = uri?.region.text;
  const { services } = session;
  const endpoints = await services.activity.run(
    l10n.t('Asking SageMaker which endpoints run it'),
    async (signal) =>
      withHosting(services, region, async ({ hosting }) => {
        const names: string[] = [];
        for await (const { name } of hosting.listEndpoints(signal)) {
          names.push(name);
          if (names.length === most) break;
        }
        return atOnce(names, questions, async (name) => hosting.findEndpoint(name, signal));
      }),
  );
  const places = endpoints.flatMap((endpoint) =>
    endpoint ? placesOf(endpoint, uri?.repository.text ?? '') : [],
  );
  if (places.length === 0)
    throw new Problem(
      'data-missing',
      l10n.t('There are no endpoints in {0}.', region ?? l10n.t('this region')),
    );
  const items = places.toSorted((left, right) => Number(right.runs) - Number(left.runs));
  const chosen = await vscode.window.showQuickPick(items, {
    title: l10n.t('Update an Endpoint'),
    placeHolder: l10n.t('Which variant is to run {0}?', image),
    matchOnDescription: true,
  });
  if (!chosen) return;
  const { name, variant, container } = chosen;
  const changes = [{ kind: 'image', variant, container, image } as const];
  await updateFromEditor(session, { name, region }, { kind: 'changes', changes });
}

function placesOf({ name, status, variants }: HostedEndpoint, repository: string) {
  return variants.flatMap((variant) => {
    const images = variant.images.map(({ specified, resolved }) => specified ?? resolved ?? '');
    return images.map((each, container) => {
      const runs = parseEcrUri(each)?.repository.text === repository;
      const moves = isMoving(status) ? l10n.t('is being changed') : '';
      return {
        label: `${name} / ${variant.name}`,
        description: [runs ? l10n.t('runs an image of {0}', repository) : '', moves]
          .filter(Boolean)
          .join(' · '),
        detail: each,
        runs,
        name,
        variant: variant.name,
        container,
      };
    });
  });
}
