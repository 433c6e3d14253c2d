import { evaluate } from '../../dockerfile/build/evaluate';
import { parse } from '../../dockerfile/parse/parse';
import type { Dockerfile } from '../../dockerfile/syntax';
import { folderOf, nameOf, resolvePath } from '../../paths';
import { resolveSecrets, type BuildSecrets } from './buildSecret';
import type { ImageBuild } from './imageBuild';

/** What a Dockerfile was built with last, and is again unless somebody says otherwise. */
export interface BuildChoice {
  readonly name: string;
  /** Empty for the last stage. */
  readonly target: string;
  readonly args: Readonly<Record<string, string>>;
  /** Empty for that of the engine. */
  readonly platform: string;
  /** The folder that COPY takes from, relative to that of the Dockerfile; empty for what its own text speaks for. */
  readonly context: string;
  /** Files as they were written, relative to the folder of the Dockerfile. */
  readonly secrets: BuildSecrets;
}

/** Where SageMaker runs nearly everything; an image for another platform fails there with `exec format error`. */
export const sagemakerPlatform = 'linux/amd64';

export const firstChoice = (dockerfile: string): BuildChoice => ({
  name: `${imageName(dockerfile)}:latest`,
  target: '',
  args: {},
  platform: sagemakerPlatform,
  context: '',
  secrets: {},
});

/** The build that was chosen, in this context where none was. */
export function chosenBuild(
  dockerfile: string,
  { name, target, args, platform, context, secrets }: BuildChoice,
  inferred: string,
): ImageBuild {
  const own = folderOf(dockerfile);
  return {
    name,
    dockerfile,
    context: context === '' ? inferred : resolvePath(own, context),
    args,
    secrets: resolveSecrets(own, secrets),
    ...(target === '' ? {} : { target }),
    ...(platform === '' ? {} : { platform }),
  };
}

/** `iris/Dockerfile` and `iris.Dockerfile` are called iris. */
function imageName(dockerfile: string): string {
  const own = nameOf(dockerfile).replace(/^(?:Dockerfile|Containerfile)\.?|\.Dockerfile$/gi, '');
  const clean = (own === '' ? nameOf(folderOf(dockerfile)) : own)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return clean === '' ? 'image' : clean;
}

export interface BuildQuestions {
  /** The names of its stages. */
  readonly stages: readonly string[];
  /** With the default, where the Dockerfile gives one. */
  readonly arguments: ReadonlyMap<string, string | undefined>;
  /** The ids that mounts of RUN ask for. */
  readonly secrets: readonly string[];
}

/** What can be chosen about a Dockerfile. */
export function buildQuestions(text: string): BuildQuestions {
  const dockerfile = parse(text);
  const found = new Map<string, string | undefined>();
  for (const { name, arguments: given } of dockerfile.instructions) {
    if (name !== 'ARG' || given.kind !== 'pairs') continue;
    for (const { key, value } of given.pairs) found.set(key.raw, value?.raw);
  }
  const stages = evaluate(dockerfile).stages.flatMap(({ stage }) => stage.name ?? []);
  return { stages, arguments: found, secrets: secretsOf(dockerfile) };
}

/** By its id, or by the file that it becomes, as BuildKit names it then. */
function secretsOf({ instructions }: Dockerfile): readonly string[] {
  const mounts = instructions.flatMap(({ flags }) =>
    flags.flatMap(({ name, value = '' }) => (name === 'mount' ? [value] : [])),
  );
  const ids = mounts
    .map((mount) => new Map(mount.split(',').map((field) => [field.split('=', 1)[0], field])))
    .filter((fields) => fields.get('type') === 'type=secret')
    .flatMap((fields) => {
      const id = fields.get('id')?.slice('id='.length);
      const target = (fields.get('target') ?? fields.get('dst'))?.replace(/^[^=]*=/, '');
      return id ?? (target === undefined ? [] : nameOf(target));
    });
  return [...new Set(ids)];
}
