import * as vscode from 'vscode';
import { buildTaskType } from '../../core/images/build/buildTaskType';
import { lateHandlers, type Handlers } from '../register';
import type { Services } from '../services';
import type { BuildRunner } from './buildRunner';

/** Builds by command and by task; their code comes in with the first of either. */
export function registerBuilds(
  services: Services,
  push: (name: string) => Promise<void>,
): Pick<Handlers, 'buildImage' | 'buildAndPushImage'> {
  let runner: Promise<BuildRunner> | undefined;
  const loadRunner = async (): Promise<BuildRunner> =>
    (runner ??= import('./buildRunner').then(({ BuildRunner }) => new BuildRunner(services)));
  const loadTasks = async () => Promise.all([import('./buildTasks'), loadRunner()]);
  services.scope.own(
    vscode.tasks.registerTaskProvider(buildTaskType, {
      provideTasks: async () => {
        const [{ rememberedTasks }, shared] = await loadTasks();
        return rememberedTasks(services, shared);
      },
      resolveTask: async (task) => {
        const [{ resolvedTask }, shared] = await loadTasks();
        return resolvedTask(services, shared, task);
      },
    }),
  );
  return lateHandlers(['buildImage', 'buildAndPushImage'], async () => {
    const [{ ImageBuilder }, shared] = await Promise.all([import('./imageBuilder'), loadRunner()]);
    const builder = new ImageBuilder(services, shared, push);
    return {
      buildImage: async ([address]) => builder.build(address),
      buildAndPushImage: async ([address]) => builder.buildAndPush(address),
    };
  });
}
