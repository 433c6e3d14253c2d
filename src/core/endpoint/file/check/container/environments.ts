import * as l10n from '@vscode/l10n';
import { checkVariables } from '../../../../userFile/check/environment';
import { finding } from '../../../../userFile/check/finding';
import type { FileFinding } from '../../../../userFile/finding';
import { containersOf } from '../../endpointFile';
import type { Look } from '../look';
import { containersIn } from '../look';

/** Bytes of all names and values of a model, over all its containers. */
const most = 32 * 1024;

export function* checkEnvironments(look: Look): Iterable<FileFinding> {
  const { places } = look;
  for (const placed of look.variants) {
    for (const { container, path } of containersIn(places, placed))
      yield* checkVariables(
        container.environment,
        { places, path: [...path, 'environment'] },
        {
          prefix: 'END',
          longest: { name: 1024, value: 1024 },
          insteadOfKeys: l10n.t(
            'Keys do not belong in a file: everybody who sees the model can read them. Remove this; on SageMaker the role gives access.',
          ),
        },
      );
    const bytes = containersOf(placed.variant)
      .flatMap(({ environment }) => Object.entries(environment).flat())
      .reduce((sum, text) => sum + bytesOf(text), 0);
    if (bytes <= most) continue;
    const isOne = placed.variant.serving.kind === 'one';
    yield finding(
      'END505',
      'error',
      places.key([...placed.path, isOne ? 'environment' : 'containers']),
      l10n.t('All environment variables of a model have at most 32 KB; these have {0} bytes.', bytes),
    );
  }
}

/** In UTF-8. A half of a pair becomes the three bytes of a replacement. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) bytes += 1;
    else if (code < 0x8_00) bytes += 2;
    else bytes += code < 0x1_00_00 ? 3 : 4;
  }
  return bytes;
}
