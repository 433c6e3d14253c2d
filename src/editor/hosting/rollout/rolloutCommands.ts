import * as l10n from '@vscode/l10n';
import type { LateRepositories } from '../../ecr/lateRepositories';
import type { Handlers } from '../../register';
import type { Services } from '../../services';
import type { EndpointsTree } from '../endpointsTree';
import { pickEndpoint } from '../pickEndpoint';
import { createFromEditor } from './createFlow';
import { rolloutPlace, type RolloutPlace } from './place';
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
      const place = subject === undefined ? await pickPlace(services, tree) : rolloutPlace(subject);
      const start = config === undefined ? undefined : ({ kind: 'back', config } as const);
      if (place) await updateFromEditor(session, place, start);
      return undefined;
    },
    createEndpoint: async (rows) => createFromEditor(session, rows),
  };
}

/** Of all regions that are shown. */
async function pickPlace(services: Services, tree: EndpointsTree): Promise<RolloutPlace | undefined> {
  const chosen = await pickEndpoint(services, tree, undefined, l10n.t('Update Endpoint'));
  return chosen && { region: chosen.region, name: chosen.endpoint.name };
}
