import * as l10n from '@vscode/l10n';
import type { Binding } from '../../../build/build';
import { valuesOf, wantedIn, type Wanted } from '../../../build/scope';
import type { Dockerfile, Instruction, Pair } from '../../../syntax';
import { withoutPair } from '../../edit/listEdits';
import type { Fix } from '../../finding';
import type { View } from '../../view';

/** Every time that ENV sets a variable in the stages that make up the image. */
export const environmentOf = ({ chain }: View, name: string): readonly Binding[] =>
  chain.flatMap(({ variables }) => valuesOf(variables, name)?.filter(isEnvironment) ?? none);

/** Of all names that ENV or ARG set in those stages, the ones that begin so. */
export const namesOf = ({ chain }: View, wanted: Wanted): readonly string[] =>
  chain.flatMap(({ variables }) => [...wantedIn(variables, wanted)]);

const isEnvironment = ({ origin }: Binding): boolean => origin === 'env';

const none: readonly Binding[] = [];

export const removal = (dockerfile: Dockerfile, instruction: Instruction, pair: Pair): Fix => ({
  title: l10n.t('Remove {0}', pair.key.raw),
  edits: [withoutPair(dockerfile, instruction, pair)],
  preferred: true,
});
