import type { ContextSize } from '../../../../core/images/build/contextSize';
import { ContextTally } from '../../../../core/images/build/contextTally';
import type { ImageBuild } from '../../../../core/images/build/imageBuild';
import { contextEntries } from './contextEntries';
import { ignoreRulesOf } from './packContext';

export async function measureContext(build: ImageBuild, signal: AbortSignal): Promise<ContextSize> {
  const { rules } = await ignoreRulesOf(build);
  const tally = new ContextTally();
  for await (const { path, kind, stats } of contextEntries(build.context, rules, signal))
    if (kind === 'file') tally.add(path, stats.size);
  return tally.size();
}
