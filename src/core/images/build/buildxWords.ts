import type { SecretSource } from './buildSecret';
import type { BuildxPlan } from './chooseBuilder';
import type { ImageBuild } from './imageBuild';

/** The words after `docker` that build this with the user's buildx, and put it where the engine has its images. */
export function buildxWords(build: ImageBuild, { buildx, ssh }: BuildxPlan): readonly string[] {
  const { version, builder } = buildx;
  const { name, dockerfile, context, target, platform, args, secrets = {} } = build;
  return [
    'buildx',
    'build',
    ...(builder === undefined ? [] : ['--builder', builder]),
    `--progress=${tellsJson(version) ? 'rawjson' : 'plain'}`,
    // SageMaker hosts no image whose manifest is an index, which attestations make of it.
    ...(isAtLeast(version, 0, 10) ? ['--provenance=false', '--sbom=false'] : []),
    '--load',
    '--tag',
    name,
    '--file',
    dockerfile,
    ...(platform === undefined ? [] : ['--platform', platform]),
    ...(target === undefined ? [] : ['--target', target]),
    ...Object.entries(args).flatMap(([key, value]) => ['--build-arg', `${key}=${value}`]),
    ...Object.entries(secrets).flatMap(([id, source]) => ['--secret', secretWord(id, source)]),
    ...(ssh ? ['--ssh', 'default'] : []),
    context,
  ];
}

/** Before that it has only texts for people. */
export const tellsJson = (version: string): boolean => isAtLeast(version, 0, 13);

/** Comma-separated, and quoted as such where a path has a comma itself. */
const secretWord = (id: string, source: SecretSource): string =>
  [`id=${id}`, 'file' in source ? `src=${source.file}` : `env=${source.env}`]
    .map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');

/** Whoever builds buildx from its source gets 0.0.0, and a new one. */
function isAtLeast(version: string, major: number, minor: number): boolean {
  if (version === '0.0.0') return true;
  const [theirMajor = 0, theirMinor = 0] = version.split('.').map(Number);
  return theirMajor > major || (theirMajor === major && theirMinor >= minor);
}
