import { Activity } from './activity';
import { dockerHandlers } from './docker/dockerCommands';
import { registerDockerfiles } from './dockerfile/dockerfiles';
import { imageHandlers } from './images/imageCommands';
import { ImagesView } from './images/imagesView';
import { registerCommands } from './register';
import { registerResourcesView } from './resources/resourcesView';
import { registerRunFiles } from './runFiles/runFiles';
import { RowTree } from './rowTree';
import { runHandlers } from './runs/runCommands';
import { RunsView } from './runs/runsView';
import { registerTraceLinks } from './runs/traceLinks';
import type { Services } from './services';
import { viewId } from '../manifest/views';

/** Registers everything and starts nothing: whatever costs time waits until somebody looks. */
export function activateEditor(given: Omit<Services, 'activity'>): void {
  const services: Services = { ...given, activity: given.scope.own(new Activity()) };
  const images = new ImagesView(services);
  const runs = new RunsView(services);
  services.scope.own(registerTraceLinks(runs.runner));
  for (const name of ['repositories', 'endpoints'] as const) services.scope.own(new RowTree(viewId(name)));
  registerResourcesView(services);
  registerCommands(services, {
    ...imageHandlers(services, images),
    ...runHandlers(services, runs),
    ...dockerHandlers(services),
    ...registerDockerfiles(services),
    ...registerRunFiles(services, { canTrain: true }),
    stopActivity: async () => services.activity.stop(),
    showLog: () => services.log.show(),
  });
}
