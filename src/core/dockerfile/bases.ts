import type { ImageBuild } from '../images/build/imageBuild';
import { evaluate } from './build/evaluate';
import { parse } from './parse/parse';

/** The images that a build takes from elsewhere, as far as the text says them: in FROM, and in `COPY --from`. */
export function basesOf(
  text: string,
  { args, platform }: Pick<ImageBuild, 'args' | 'platform'>,
): readonly string[] {
  const dockerfile = parse(text);
  const { stages } = evaluate(dockerfile, {
    arguments: new Map(Object.entries(args)),
    ...(platform === undefined ? {} : { platform }),
  });
  const names = new Set(stages.flatMap(({ stage }) => [stage.name ?? '', String(stage.index)]));
  const bases = stages.flatMap(({ base }) =>
    base.kind === 'image' && base.reference.known ? [base.reference.value] : [],
  );
  const copied = dockerfile.instructions.flatMap(({ flags }) =>
    flags.flatMap(({ name, value }) => (name === 'from' && value !== undefined ? [value] : [])),
  );
  return [...bases, ...copied.filter((from) => !names.has(from.toLowerCase()))];
}
