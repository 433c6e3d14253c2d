import * as l10n from '@vscode/l10n';
import { parseEcrUri } from '../../core/prebuilt/ecrUri';
import { Problem } from '../../core/problem';
import type { Row } from '../../core/row';
import type { RepositoriesView } from '../ecr/repositoriesView';

/** Where an image that serves is in ECR: opened, selected, and seen. */
export async function revealImage(repositories: RepositoriesView, row: Row | undefined | ''): Promise<void> {
  const uri = row ? parseEcrUri(row.subject) : undefined;
  if (!uri || uri.digest === undefined)
    throw new Problem('bad-usage', l10n.t('Choose an image beneath a variant in the Endpoints view.'));
  await repositories.reveal({
    account: uri.account,
    region: uri.region.text,
    repository: uri.repository.text,
    digest: uri.digest,
  });
}
