import * as l10n from '@vscode/l10n';
import type { LateRepositories } from '../../ecr/lateRepositories';
import type { Handlers } from '../../register';
import type { Services } from '../../services';
import type { EndpointsTree } from '../endpointsTree';
import { pickEndpoint } from '../pickEndpoint';
import { createFromEditor } from './createFlow';
import { rolloutPlace, type RolloutPlace } from './place';
import { removeRolledBack } from './removeRolledBack';
import type { rolloutCommands } from './rolloutCommandNames';
import { RolloutHistory } from './rolloutHistory';
import type { Session } from './session';
import { updateFromEditor } from './updateFlow';
import { updateWithImage } from './updateWithImage';

const ofEndpoint = 'endpoint:';
const ofImage = 'image:';
/** Behind an endpoint: the configuration that is meant, to go back to or to take away. */
const back = '/=';

export function rolloutHandlers(
  services: Services,
  tree: EndpointsTree,
  repositories: LateRepositories,
): Pick<Handlers, (typeof rolloutCommands)[number]> {
  const history = new RolloutHistory(services.userMemory);
  const session: Session = { services, tree, repositories, history };
  /** The endpoint of a row or of a button, with the configuration that is meant. */
  const named = (row: string | undefined): { readonly place?: RolloutPlace; readonly config?: string } => {
    const [subject, config] = row?.startsWith(ofEndpoint) ? row.slice(ofEndpoint.length).split(back) : [];
    return {
      ...(subject === undefined ? {} : { place: rolloutPlace(subject) }),
      ...(config === undefined ? {} : { config }),
    };
  };
  return {
    updateEndpoint: async ([row]) => {
      if (row?.startsWith(ofImage)) return updateWithImage(session, row.slice(ofImage.length));
      const { config, place = await pickPlace(services, tree, l10n.t('Update Endpoint')) } = named(row);
      const start = config === undefined ? undefined : ({ kind: 'back', config } as const);
      if (place) await updateFromEditor(session, place, start);
      return undefined;
    },
    removeRolledBack: async ([row]) => {
      const title = l10n.t('Remove What a Rolled-Back Update Made');
      const { config, place = await pickPlace(services, tree, title) } = named(row);
      if (place) await removeRolledBack(session, place, config);
    },
    createEndpoint: async (rows) => createFromEditor(session, rows),
  };
}

/** Of all regions that are shown. */
async function pickPlace(
  services: Services,
  tree: EndpointsTree,
  title: string,
): Promise<RolloutPlace | undefined> {
  const chosen = await pickEndpoint(services, tree, undefined, title);
  return chosen && { region: chosen.region, name: chosen.endpoint.name };
}
