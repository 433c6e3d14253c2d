import { unwrapTrigger, type Instruction } from '../syntax';
import { before, type Build, type BuiltStage } from './build';
import { copySource } from './copy';

/** From the target down: what a stage is built on, and what it copies from or mounts. BuildKit builds no other. */
export function usedStages(build: Build): ReadonlySet<BuiltStage> {
  const used = new Set<BuiltStage>();
  const open = build.target ? [build.target] : [];
  for (let stage = open.pop(); stage !== undefined; stage = open.pop()) {
    if (used.has(stage)) continue;
    used.add(stage);
    if (stage.base.kind === 'stage') open.push(stage.base.stage);
    for (const instruction of stage.stage.instructions) {
      for (const from of takenFrom(instruction)) {
        const source = copySource(build, before(build, instruction), from);
        if (source.kind === 'stage') open.push(source.stage);
      }
    }
  }
  return used;
}

/** The stages and images that an instruction takes files from: `COPY --from`, and mounts of RUN. */
export function takenFrom(instruction: Instruction): readonly string[] {
  return unwrapTrigger(instruction).flags.flatMap(({ name, value = '' }) => {
    const from =
      name === 'from' ? value : name === 'mount' ? /(?:^|,)from=([^,]*)/.exec(value)?.[1] : undefined;
    return from === undefined ? [] : [from];
  });
}
