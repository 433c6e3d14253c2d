import * as l10n from '@vscode/l10n';
import type { Binding } from '../../../build/build';
import type { Dockerfile, Instruction, Pair } from '../../../syntax';
import { withoutPair } from '../../edit/listEdits';
import type { Fix } from '../../finding';
import type { View } from '../../view';

/** Every time that ENV sets a variable in the stages that make up the image. */
export const environmentOf = ({ chain }: View, name: string): readonly Binding[] =>
  chain.flatMap(({ variables }) => variables.names.get(name)?.filter(isEnvironment) ?? none);

/** Of all names that ENV or ARG set in those stages, the ones that fit. */
export function namesOf({ chain }: View, fits: (name: string) => boolean): readonly string[] {
  const names: string[] = [];
  for (const { variables } of chain)
    for (const name of variables.names.keys()) if (fits(name)) names.push(name);
  return names;
}

const isEnvironment = ({ origin }: Binding): boolean => origin === 'env';

const none: readonly Binding[] = [];

export const removal = (dockerfile: Dockerfile, instruction: Instruction, pair: Pair): Fix => ({
  title: l10n.t('Remove {0}', pair.key.raw),
  edits: [withoutPair(dockerfile, instruction, pair)],
  preferred: true,
});
