import type { LifecyclePreview } from '../../core/ecr/lifecycle';
import type { Ecr } from '../../core/ecr/ports';
import type { Clock } from '../../core/ports';

/** Milliseconds between two questions. */
const askEvery = 1000;

/** What a lifecycle policy would take now. ECR works it out over some seconds, and changes nothing. */
export async function previewLifecycle(
  { ecr, clock }: { readonly ecr: Ecr; readonly clock: Clock },
  { repository, text }: { readonly repository: string; readonly text: string },
  signal: AbortSignal,
): Promise<LifecyclePreview> {
  await ecr.startPreview(repository, text, signal);
  for (;;) {
    const found = await ecr.findPreview(repository, signal);
    if (found) return found;
    await clock.sleep(askEvery, signal);
  }
}
