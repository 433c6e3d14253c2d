import * as l10n from '@vscode/l10n';
import { buildImage } from '../../app/images/buildImage';
import { formatSize } from '../../core/format';
import { folderOf, resolvePath } from '../../core/paths';
import type { World } from '../../core/ports';
import { Problem } from '../../core/problem';
import type { Terminal } from '../commandLine';

interface AskedBuild {
  readonly dockerfile: string;
  readonly name: string;
  readonly context: string | undefined;
  readonly target: string | undefined;
  readonly args: Readonly<Record<string, string>>;
  readonly platform: string;
  readonly json: boolean;
}

export async function runBuild(
  world: World,
  { dockerfile: named, name, context, target, args, platform, json }: AskedBuild,
  { out, error, signal }: Terminal,
): Promise<number> {
  const here = process.cwd().replaceAll('\\', '/');
  const dockerfile = resolvePath(here, named);
  const build = {
    name,
    dockerfile,
    context: context === undefined ? folderOf(dockerfile) : resolvePath(here, context),
    args,
    platform,
    ...(target === undefined ? {} : { target }),
  };
  await buildImage(world, build, error, signal);
  const image = await world.docker.findImage(name, signal);
  if (!image)
    throw new Problem('image-missing', l10n.t('The engine has built {0}, and has it no more.', name));
  const { id, bytes, architecture } = image;
  if (json) out(JSON.stringify({ name, id, bytes, architecture }, undefined, 2));
  else out(l10n.t('{0} is built: {1}, {2}', name, formatSize(bytes), architecture ?? platform));
  return 0;
}
