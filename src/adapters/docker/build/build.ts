import * as l10n from '@vscode/l10n';
import type { BuilderWish } from '../../../core/images/build/builderWish';
import { chooseBuilder } from '../../../core/images/build/chooseBuilder';
import type { Docker } from '../../../core/ports';
import { Problem } from '../../../core/problem';
import type { Engine } from '../engine';
import type { BuildEnd } from './buildLog';
import { buildProblem } from './buildProblem';
import { BuildKitLog } from './buildkit/buildkitLog';
import { readSecrets } from './buildkit/readSecrets';
import { openSession } from './buildkit/session';
import { findBuildx } from './buildx/findBuildx';
import { runBuildx } from './buildx/runBuildx';
import { ClassicLog } from './classicLog';
import { measureContext } from './context/measureContext';
import { packedContext } from './context/packContext';
import { engineFacts } from './engineFacts';
import { queryOf, sendBuild } from './sendBuild';

/** How images are built: by the engine, or with the user's own buildx. */
export const makeBuild = (
  engine: Engine,
  wish: () => BuilderWish,
): Pick<Docker, 'measureContext' | 'chooseBuilder' | 'buildImage'> => ({
  measureContext,
  chooseBuilder: async (build, needs, signal) => {
    const asked = { wish: build.wish ?? wish(), needs, endpoint: await engine.choose() };
    return chooseBuilder({
      ...asked,
      environment: process.env['DOCKER_BUILDKIT'],
      engine: await engine.ask(signal, async (docker) => engineFacts(docker, signal)),
      buildx: await findBuildx(asked, signal),
      hasSecrets: Object.keys(build.secrets ?? {}).length > 0,
    });
  },
  buildImage: async (build, report, signal) => {
    const { plan } = build;
    if (plan.builder === 'buildx') {
      const endpoint = await engine.choose();
      return settle(await runBuildx({ build, plan, endpoint }, report, signal));
    }
    const context = await packedContext(build, plan.builder);
    const query = queryOf(build, context.dockerfile);
    await engine.ask(signal, async (docker) => {
      if (plan.builder === 'classic') {
        const log = new ClassicLog();
        return settle(await sendBuild({ docker, query, context, keys: build.keys, log }, report, signal));
      }
      const lent = { keys: build.keys, secrets: await readSecrets(build.secrets ?? {}) };
      const session = await openSession(docker, lent, signal);
      try {
        // Its keys are asked for over the session.
        const asked = { query: { ...query, version: '2', session: session.id }, keys: [] };
        const log = new BuildKitLog();
        settle(await sendBuild({ docker, context, log, ...asked }, report, signal));
      } finally {
        session.close();
      }
    });
  },
});

/** The engine answers with success, whatever becomes of the build. */
function settle(end: BuildEnd): void {
  switch (end.kind) {
    case 'built':
      return;
    case 'failed':
      throw buildProblem(end);
    case 'cut':
      throw new Problem('docker-stopped', l10n.t('The Docker engine went away during the build.'));
  }
}
