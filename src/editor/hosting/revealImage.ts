import * as l10n from '@vscode/l10n';
import { imageRefusal } from '../../core/hosting/endpointRows';
import { parseEcrUri } from '../../core/prebuilt/ecrUri';
import { Problem } from '../../core/problem';
import type { Row } from '../../core/row';
import type { RepositoriesView } from '../ecr/repositoriesView';

/** With a place in ECR, or without. */
const isImage = /^(?:variantImage|variantFact\.image)/;

/** Where an image that serves is in ECR: opened, selected, and seen. */
export async function revealImage(repositories: RepositoriesView, row: Row | undefined | ''): Promise<void> {
  const image = row ? row.subject : '';
  if (!row || !isImage.test(row.kind))
    throw new Problem('bad-usage', l10n.t('Choose an image beneath a variant in the Endpoints view.'));
  const uri = parseEcrUri(image);
  if (uri?.digest === undefined) throw new Problem('data-missing', imageRefusal(image) ?? image);
  await repositories.reveal({
    account: uri.account,
    region: uri.region.text,
    repository: uri.repository.text,
    digest: uri.digest,
  });
}
