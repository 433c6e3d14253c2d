import { evaluate } from '../../dockerfile/build/evaluate';
import { parse } from '../../dockerfile/parse/parse';
import { folderOf, nameOf } from '../../paths';

/** What a Dockerfile was built with last, and is again unless somebody says otherwise. */
export interface BuildChoice {
  readonly name: string;
  /** Empty for the last stage. */
  readonly target: string;
  readonly args: Readonly<Record<string, string>>;
  /** Empty for that of the engine. */
  readonly platform: string;
}

/** Where SageMaker runs nearly everything; an image for another platform fails there with `exec format error`. */
export const sagemakerPlatform = 'linux/amd64';

export const firstChoice = (dockerfile: string): BuildChoice => ({
  name: `${imageName(dockerfile)}:latest`,
  target: '',
  args: {},
  platform: sagemakerPlatform,
});

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
  return { stages, arguments: found };
}
