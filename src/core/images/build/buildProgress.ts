/** How far a build is, read from the lines of either builder. */
export interface BuildProgress {
  readonly step: number;
  readonly steps: number;
  readonly cached: number;
  /** What is being done. */
  readonly command: string;
}

export const beforeBuild: BuildProgress = { step: 0, steps: 0, cached: 0, command: '' };

/** `[stage 2/5] RUN …` of BuildKit, `Step 2/5 : RUN …` of the classic builder. */
const forms = [/^\[(?:\S+ )?(\d+)\/(\d+)\] (.*?)( \(cached\))?$/, /^Step (\d+)\/(\d+) : (.*)$/];

export function advanceBuild(progress: BuildProgress, line: string): BuildProgress {
  if (line === ' ---> Using cache') return { ...progress, cached: progress.cached + 1 };
  for (const form of forms) {
    const [, step, steps, command, isCached] = form.exec(line) ?? [];
    if (step === undefined || steps === undefined || command === undefined) continue;
    return {
      step: Number(step),
      steps: Number(steps),
      cached: progress.cached + (isCached === undefined ? 0 : 1),
      command,
    };
  }
  return progress;
}
