import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readEndpoints } from '../../../app/hosting/readEndpoint';
import type { LateRepositories } from '../../ecr/lateRepositories';
import type { Handlers } from '../../register';
import type { Services } from '../../services';
import type { EndpointsTree } from '../endpointsTree';
import { createFromEditor } from './createFlow';
import { inRegion, rolloutPlace, type RolloutPlace } from './place';
import type { rolloutCommands } from './rolloutCommandNames';
import { RolloutHistory } from './rolloutHistory';
import type { Session } from './session';
import { updateFromEditor } from './updateFlow';
import { updateWithImage } from './updateWithImage';

const ofEndpoint = 'endpoint:';
const ofImage = 'image:';
/** Behind an endpoint: the configuration to go back to. */
const back = '/=';

export function rolloutHandlers(
  services: Services,
  tree: EndpointsTree,
  repositories: LateRepositories,
): Pick<Handlers, (typeof rolloutCommands)[number]> {
  const history = new RolloutHistory(services.userMemory);
  const session: Session = { services, tree, repositories, history };
  return {
    updateEndpoint: async ([row]) => {
      if (row?.startsWith(ofImage)) return updateWithImage(session, row.slice(ofImage.length));
      const [subject, config] = row?.startsWith(ofEndpoint) ? row.slice(ofEndpoint.length).split(back) : [];
      const place = subject === undefined ? await pickPlace(services) : rolloutPlace(subject);
      const start = config === undefined ? undefined : ({ kind: 'back', config } as const);
      if (place) await updateFromEditor(session, place, start);
      return undefined;
    },
    createEndpoint: async (rows) => createFromEditor(session, rows),
  };
}

async function pickPlace(services: Services): Promise<RolloutPlace | undefined> {
  const { region, endpoints } = await services.activity.run(l10n.t('Asking SageMaker'), async (signal) =>
    inRegion(services, undefined, async ({ hosting }) => readEndpoints(hosting, signal)),
  );
  const items = endpoints.map(({ name }) => ({ label: name }));
  const placeHolder = items.length === 0 ? l10n.t('There are no endpoints.') : l10n.t('Which endpoint?');
  const title = l10n.t('Update Endpoint');
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder });
  return chosen && { region, name: chosen.label };
}
