import * as l10n from '@vscode/l10n';
import type { Places } from '../document';
import type { FileFinding } from '../finding';
import type { BuildSection } from '../parts';
import { finding } from './finding';

/** What somebody who looked has not found of a build. */
export function* checkBuildFiles(
  build: BuildSection,
  {
    places,
    path,
    missing,
  }: {
    readonly places: Places;
    readonly path: ReadonlyArray<string | number>;
    readonly missing: ReadonlySet<string>;
  },
  id: string,
): Iterable<FileFinding> {
  if (missing.has(build.dockerfile))
    yield finding(
      id,
      'error',
      places.value([...path, 'dockerfile']),
      l10n.t(
        'There is no file {0} beside this file. Correct the path, or write the Dockerfile.',
        build.dockerfile,
      ),
    );
  if (build.context !== undefined && missing.has(build.context))
    yield finding(
      id,
      'error',
      places.value([...path, 'context']),
      l10n.t('There is no folder {0}. Correct the path of the build context.', build.context),
    );
}
