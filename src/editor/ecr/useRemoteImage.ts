import * as l10n from '@vscode/l10n';
import type { Services } from '../services';
import { pickRemoteImages } from './pickRemote';
import type { RepositoriesView } from './repositoriesView';
import { useInFile } from './useInFile';

export async function useRemoteImage(
  services: Services,
  view: RepositoriesView,
  rows: readonly string[],
): Promise<void> {
  const [chosen] = await pickRemoteImages(services, view, rows, { title: l10n.t('Use ECR Image in File') });
  if (chosen) await useInFile(`${chosen.repository.uri}@${chosen.image.digest}`);
}
