import type { RegistryKey } from '../../ecr/ports';
import type { BuildSecrets } from './buildSecret';
import type { BuilderWish } from './builderWish';
import type { BuildPlan } from './chooseBuilder';

/** An image to be made of a Dockerfile. Paths are absolute, with forward slashes. */
export interface ImageBuild {
  /** What the image is to be called, with its tag. */
  readonly name: string;
  readonly dockerfile: string;
  /** The folder that COPY takes from; the Dockerfile may lie outside of it. */
  readonly context: string;
  readonly target?: string;
  readonly args: Readonly<Record<string, string>>;
  readonly platform?: string;
  /** Files are absolute paths. */
  readonly secrets?: BuildSecrets;
  /** Who should build it; without it, as the settings say. */
  readonly wish?: BuilderWish;
}

/** A build of which it is settled how it is done. */
export interface PlannedBuild extends ImageBuild {
  readonly plan: BuildPlan;
  /** For the registries that its bases come from. They go with the build, and into no file. */
  readonly keys: readonly RegistryKey[];
}

/** Names of repositories are small letters, digits and single separators. */
export function builtImageName(base: string): string {
  const clean = base
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 100)
    .replace(/-+$/, '');
  return `longshore/${clean === '' ? 'run' : clean}:latest`;
}
