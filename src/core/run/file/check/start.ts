import * as l10n from '@vscode/l10n';
import type { FileFinding } from '../../../userFile/finding';
import { entryOf } from '../localPaths';
import type { Look } from './check';
import { checkBuildFiles } from '../../../userFile/check/buildFiles';
import { finding } from '../../../userFile/check/finding';

const jobName = /^[a-zA-Z0-9](?:-*[a-zA-Z0-9])*$/;

/** What the container is and how it starts. */
export function* checkStart(look: Look): Iterable<FileFinding> {
  yield* checkImage(look);
  yield* checkName(look);
  yield* checkWords(look, 'entrypoint', 'RUN203');
  yield* checkWords(look, 'arguments', 'RUN204');
  yield* checkFiles(look);
}

function* checkImage({ run, places }: Look): Iterable<FileFinding> {
  if (!places.has(['image']) && !places.has(['build']))
    yield finding(
      'RUN201',
      'error',
      places.value([]),
      l10n.t('Which image should train? Add "image", or "build" with a Dockerfile.'),
    );
  if (run.image !== undefined && run.build)
    yield finding(
      'RUN202',
      'error',
      places.key(['build']),
      l10n.t('Keep either "image" or "build": one run has one image.'),
    );
}

function* checkName({ run, places }: Look): Iterable<FileFinding> {
  const { name = '' } = run;
  const range = places.value(['name']);
  if (name.length > 63)
    yield finding(
      'RUN205',
      'error',
      range,
      l10n.t('The name of a job has at most 63 characters; this one has {0}.', name.length),
    );
  else if (!jobName.test(name) && places.written(['name']).startsWith('"'))
    yield finding(
      'RUN206',
      'error',
      range,
      l10n.t('The name of a job has letters, digits and hyphens, and begins and ends without a hyphen.'),
    );
}

function* checkWords(
  { run, places }: Look,
  key: 'entrypoint' | 'arguments',
  id: string,
): Iterable<FileFinding> {
  const words = run[key];
  if (!words) return;
  if (words.length === 0)
    yield finding(
      id,
      'error',
      places.value([key]),
      l10n.t('SageMaker takes no empty list here: name at least one word, or remove "{0}".', key),
    );
  if (words.length > 100)
    yield finding(
      id,
      'error',
      places.value([key]),
      l10n.t('SageMaker takes at most 100 words here; these are {0}.', words.length),
    );
  for (const [index, word] of words.entries())
    if (word.length > 256)
      yield finding(
        id,
        'error',
        places.value([key, index]),
        l10n.t('SageMaker takes at most 256 characters in a word; these are {0}.', word.length),
      );
}

function* checkFiles({ run, places, missing }: Look): Iterable<FileFinding> {
  const { build, source } = run;
  if (build) yield* checkBuildFiles(build, { places, path: ['build'], missing }, 'RUN207');
  if (!source) return;
  if (missing.has(source.folder))
    yield finding(
      'RUN208',
      'error',
      places.value(['source', 'folder']),
      l10n.t('There is no folder {0}. Correct the path of the code.', source.folder),
    );
  else if (missing.has(entryOf(source)))
    yield finding(
      'RUN208',
      'error',
      places.value(['source', 'entry']),
      l10n.t('There is no program {0} in {1}.', source.entry, source.folder),
    );
}
