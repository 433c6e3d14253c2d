import type { Builder } from '../images/build/chooseBuilder';
import type { ImageBuild } from '../images/build/imageBuild';
import { before, type Build, type BuiltStage } from './build/build';
import { copySource } from './build/copy';
import { evaluate } from './build/evaluate';
import { takenFrom, usedStages } from './build/usedStages';
import { parse } from './parse/parse';

/** The images that a build takes from elsewhere, as far as the text says them: in FROM, in `COPY --from`, in mounts. */
export function basesOf(
  text: string,
  { args, platform, target }: Pick<ImageBuild, 'args' | 'platform' | 'target'>,
  builder: Builder,
): readonly string[] {
  const build = evaluate(parse(text), {
    arguments: new Map(Object.entries(args)),
    ...(platform === undefined ? {} : { platform }),
    ...(target === undefined ? {} : { target }),
  });
  return [...new Set(builtStages(build, builder).flatMap((stage) => imagesOf(build, stage)))];
}

/** The classic builder builds every stage on its way to the target, needed or not. */
function builtStages(build: Build, builder: Builder): readonly BuiltStage[] {
  if (builder !== 'classic') {
    const used = usedStages(build);
    return build.stages.filter((stage) => used.has(stage));
  }
  return build.target ? build.stages.slice(0, build.target.stage.index + 1) : [];
}

function imagesOf(build: Build, { base, stage }: BuiltStage): readonly string[] {
  const below = base.kind === 'image' && base.reference.known ? [base.reference.value] : [];
  const taken = stage.instructions.flatMap((instruction) =>
    takenFrom(instruction).flatMap((from) => {
      const source = copySource(build, before(build, instruction), from);
      return source.kind === 'image' ? [source.reference] : [];
    }),
  );
  return [...below, ...taken];
}
