import type { RegistryKey } from '../../ecr/ports';

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
  /** For the registries that its bases come from. They go with the build, and into no file. */
  readonly keys?: readonly RegistryKey[];
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
