import type { Ecr } from '../../core/ecr/ports';
import type { Findings } from '../../core/ecr/scan';
import type { Clock } from '../../core/ports';

/** Milliseconds between two questions: a scan takes a minute or some. */
const askEvery = 3000;

const underWay = new Set(['IN_PROGRESS', 'PENDING', '']);

/** Has ECR scan an image, and waits for what it finds. */
export async function scanImage(
  { ecr, clock }: { readonly ecr: Ecr; readonly clock: Clock },
  { repository, digest }: { readonly repository: string; readonly digest: string },
  signal: AbortSignal,
): Promise<Findings> {
  await ecr.startScan(repository, digest, signal);
  for (;;) {
    const found = await ecr.findFindings(repository, digest, signal);
    if (found && !underWay.has(found.status)) return found;
    await clock.sleep(askEvery, signal);
  }
}
