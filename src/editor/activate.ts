import * as l10n from '@vscode/l10n';
import type { World } from '../core/ports';
import type { Scope } from '../core/scope';
import { Activity } from './activity';
import { registerBuilds } from './build/registerBuilds';
import { dockerHandlers } from './docker/dockerCommands';
import { LatePolicies } from './ecr/latePolicies';
import { LateRepositories } from './ecr/lateRepositories';
import { repositoryCommands } from './ecr/repositoryCommandNames';
import { servedCommandNames } from './serve/servedCommandNames';
import { endpointCommands } from './hosting/endpointCommandNames';
import { rolloutCommands } from './hosting/rollout/rolloutCommandNames';
import { EndpointsTree } from './hosting/endpointsTree';
import { registerDockerfiles } from './dockerfile/dockerfiles';
import { imageHandlers } from './images/commands/imageCommands';
import { ImagesView } from './images/imagesView';
import type { RemoteKnowledge } from '../core/images/remoteKnowledge';
import { Store } from '../core/store';
import { loadCommands } from './load/loadCommandNames';
import { lateHandlers, registerCommands } from './register';
import { exploreHandlers } from './explore/commands/exploreCommands';
import { TreeFiles } from './explore/treeFiles';
import { Histories } from './resources/histories';
import { ResourcesStatus } from './resources/resourcesStatus';
import { ResourcesView } from './resources/resourcesView';
import { watchResources } from './resources/watchResources';
import { endpointFileKind } from './endpointFiles/endpointDocuments';
import { registerEndpointFiles } from './endpointFiles/endpointFiles';
import { runFileKind } from './runFiles/runDocuments';
import { registerRunFiles } from './runFiles/runFiles';
import { watchFiles } from './userFiles/watchFiles';
import { runHandlers } from './runs/runCommands';
import { RunsView } from './runs/runsView';
import { registerTraceLinks } from './runs/traceLinks';
import type { Services } from './services';
import { openContainerReadme } from './walkthrough/openContainerReadme';
import { openWalkthrough } from './walkthrough/openWalkthrough';

/** Registers everything and starts nothing: whatever costs time waits until somebody looks. */
export function activateEditor(given: Omit<Services, 'activity' | 'remote'>): void {
  let status: Promise<void> | undefined;
  const world = async (): Promise<World> => {
    const made = await given.world();
    await (status ??= showIdentity(made, given.scope));
    return made;
  };
  const services: Services = {
    ...given,
    world,
    remote: new Store<RemoteKnowledge>(),
    activity: given.scope.own(new Activity()),
  };
  const images = new ImagesView(services);
  const histories = services.scope.own(new Histories(services));
  const runs = new RunsView(services, histories);
  services.scope.own(registerTraceLinks(runs.runner));
  const repositories = new LateRepositories(services);
  const policies = services.scope.own(new LatePolicies(repositories));
  const endpoints = new EndpointsTree(services);
  const resources = services.scope.own(new ResourcesView(services, runs.watchables, histories));
  services.scope.own(new TreeFiles(services, runs.explorer, async () => runs.current()));
  services.scope.own(new ResourcesStatus(histories));
  watchFiles(services, [runFileKind(), endpointFileKind()]);
  const push = async (reference: string): Promise<void> =>
    (await import('./ecr/pushCommand')).pushFromEditor(services, await repositories.view(), reference);
  registerCommands(services, {
    ...imageHandlers(services, images),
    ...runHandlers(services, runs),
    ...exploreHandlers(services, runs),
    watchResources: async (rows) => watchResources(runs, resources, rows),
    ...lateHandlers(repositoryCommands, async () =>
      (await import('./ecr/repositoryCommands')).repositoryHandlers(
        services,
        await repositories.view(),
        await policies.files(),
      ),
    ),
    ...lateHandlers(endpointCommands, async () =>
      (await import('./hosting/endpointCommands')).endpointHandlers(services, endpoints, repositories),
    ),
    ...lateHandlers(servedCommandNames, async () => {
      const [{ serveHandlers }, served] = await Promise.all([
        import('./serve/serveCommands'),
        runs.served.get(),
      ]);
      return serveHandlers({ services, runs, served, pages: await runs.served.pages() });
    }),
    ...lateHandlers(rolloutCommands, async () =>
      (await import('./hosting/rollout/rolloutCommands')).rolloutHandlers(services, endpoints, repositories),
    ),
    ...lateHandlers(loadCommands, async () =>
      (await import('./load/loadCommands')).loadHandlers(services, async () => runs.folder()),
    ),
    pushImage: async (rows) => {
      const { pickImages } = await import('./images/commands/pickImages');
      const [reference] = await pickImages(images, rows, l10n.t('Push Image to ECR'));
      if (reference !== undefined) await push(reference);
    },
    useRemoteImage: async (rows) =>
      (await import('./ecr/useRemoteImage')).useRemoteImage(services, await repositories.view(), rows),
    ...registerBuilds(services, push),
    ...dockerHandlers(services),
    ...registerDockerfiles(services),
    ...registerRunFiles(services, { canTrain: true }),
    ...registerEndpointFiles(services),
    ...lateHandlers(['testServingContract', 'testImageContract'], async () =>
      (await import('./serve/contract/contractHandlers')).contractHandlers(services, images, async () =>
        runs.folder(),
      ),
    ),
    scaffoldContainer: async ([address]) =>
      (await import('./scaffold/scaffoldContainer')).scaffoldContainer(services, address),
    openContainerReadme,
    openWalkthrough: async () => openWalkthrough(services),
    stopActivity: async () => services.activity.stop(),
    showLog: () => services.log.show(),
  });
}

/** Listens before anything can ask AWS, and shows nothing until then. */
async function showIdentity(world: World, scope: Scope): Promise<void> {
  const { IdentityStatus } = await import('./ecr/identityStatus');
  scope.own(new IdentityStatus(world));
}
