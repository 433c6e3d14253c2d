import * as l10n from '@vscode/l10n';
import type { Binding } from '../../../build/build';
import type { Dockerfile, Instruction, Pair } from '../../../syntax';
import { withoutPair } from '../../edit/listEdits';
import type { Fix } from '../../finding';
import type { View } from '../../view';

/** Every time that ENV sets a variable in the stages that make up the image. */
export const environmentOf = ({ chain }: View, name: string): readonly Binding[] =>
  chain.flatMap(({ variables }) => variables.names.get(name)?.filter(isEnvironment) ?? none);

/** All names that ENV or ARG set in those stages. */
export const namesOf = ({ chain }: View): readonly string[] =>
  chain.flatMap(({ variables }) => [...variables.names.keys()]);

const isEnvironment = ({ origin }: Binding): boolean => origin === 'env';

const none: readonly Binding[] = [];

export const removal = (dockerfile: Dockerfile, instruction: Instruction, pair: Pair): Fix => ({
  title: l10n.t('Remove {0}', pair.key.raw),
  edits: [withoutPair(dockerfile, instruction, pair)],
  preferred: true,
});
