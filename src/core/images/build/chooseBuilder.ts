import * as l10n from '@vscode/l10n';
import { Problem } from '../../problem';
import type { BuilderWish } from './builderWish';
import type { BuildNeeds } from './buildNeeds';

/** What the choice depends on; gathered by the adapter. */
export interface BuilderFacts {
  readonly wish: BuilderWish;
  /** DOCKER_BUILDKIT, which the docker command line knows too. */
  readonly environment: string | undefined;
  readonly engine: {
    /** What it says that it would rather build with. */
    readonly prefers: 'classic' | 'buildkit';
    readonly hasBuildKit: boolean;
  };
  /** The user's `docker buildx`; not looked for where nothing speaks for it. */
  readonly buildx: Buildx | undefined;
  readonly needs: BuildNeeds;
  readonly hasSecrets: boolean;
}

export interface Buildx {
  /** As in `0.19.3`. */
  readonly version: string;
  /** The builder that the user has chosen, when it is not the engine itself. */
  readonly builder: string | undefined;
}

/** Who builds: the engine in its old way, BuildKit within it, or the user's buildx. */
export type BuildPlan = { readonly builder: 'classic' } | { readonly builder: 'buildkit' } | BuildxPlan;

export interface BuildxPlan {
  readonly builder: 'buildx';
  readonly buildx: Buildx;
  /** Lends the SSH agent of the user. */
  readonly ssh: boolean;
}

export type Builder = BuildPlan['builder'];

/** The engine builds, unless the user's buildx has what it has not: a builder that they chose, or their SSH agent. */
export function chooseBuilder(facts: BuilderFacts): BuildPlan {
  const { wish, environment, engine, buildx, needs, hasSecrets } = facts;
  if (wish === 'buildx' && !buildx)
    throw new Problem(
      'builder-missing',
      l10n.t('`docker buildx` is not there. Install it, or set longshore.build.with to "auto" or "engine".'),
    );
  if (buildx && (wish === 'buildx' || (wish === 'auto' && speaksForBuildx(buildx, needs))))
    return { builder: 'buildx', buildx, ssh: needs.ssh };
  if (needs.ssh)
    throw new Problem(
      'builder-missing',
      l10n.t(
        'This Dockerfile asks for your SSH agent (--mount=type=ssh), which only `docker buildx` can lend.',
      ),
    );
  const isForbidden = environment === '0';
  if (hasSecrets && (isForbidden || !engine.hasBuildKit))
    throw new Problem(
      'builder-missing',
      isForbidden
        ? l10n.t('Secrets need BuildKit, and DOCKER_BUILDKIT=0 says to build without it.')
        : l10n.t('Secrets need BuildKit, which this engine does not have.'),
    );
  if (isForbidden || !engine.hasBuildKit) return { builder: 'classic' };
  return {
    builder: environment === '1' || hasSecrets || needs.buildKit ? 'buildkit' : engine.prefers,
  };
}

const speaksForBuildx = ({ builder }: Buildx, needs: BuildNeeds): boolean =>
  builder !== undefined || needs.ssh;
