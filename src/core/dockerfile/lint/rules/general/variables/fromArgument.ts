import * as l10n from '@vscode/l10n';
import type { Binding, BuiltStage } from '../../../../build/build';
import { expand } from '../../../../build/expand';
import { predefinedNames } from '../../../../build/predefined';
import { has, namesIn, valuesOf } from '../../../../build/scope';
import { pairsOf } from '../../../../syntax';
import type { Fix } from '../../../finding';
import { nearest } from '../../../nearest';
import type { Rule } from '../../../rule';
import type { View } from '../../../view';
import { referenceProblem } from '../stages/referenceProblem';
import { usesIn, type Use } from './references';

export const SM724: Rule = {
  id: 'SM724',
  name: 'undefined-arg-in-from',
  severity: 'warning',
  roles: 'any',
  explanation:
    'FROM sees only the ARGs that stand before the first FROM. An ARG of a stage ends with its stage, and a variable that is not declared is empty, whatever `--build-arg` says.',
  source: 'https://docs.docker.com/reference/build-checks/undefined-arg-in-from/',
  example: { bad: 'ARG VERSION=3.11\nFROM python:$VERSOIN', good: 'ARG VERSION=3.11\nFROM python:$VERSION' },
  alsoIn: ['docker-dx'],
  check: function* (view) {
    for (const built of view.build.stages) {
      for (const { name, whole, word } of usesOf(view, built)) {
        if (has(view.build.globals, name) || predefinedNames.has(name)) continue;
        const fixes = fixesFor(view, name, word);
        yield {
          ...whole,
          message: l10n.t('No ARG before the first FROM declares {0}, so it is empty here.', name),
          // Without a hint of what is meant, another tool may fill the name in before the build.
          ...(fixes.length > 0 && breaks(view, built) && { severity: 'error' as const }),
          fixes,
        };
      }
    }
  },
};

export const SM725: Rule = {
  id: 'SM725',
  name: 'invalid-default-arg',
  severity: 'hint',
  roles: 'any',
  explanation:
    'Without `--build-arg` the ARG is empty, and what FROM has then is no name of an image. A default lets the build run as it is.',
  source: 'https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/',
  example: { bad: 'ARG TAG\nFROM python:$TAG', good: 'ARG TAG=3.11\nFROM python:$TAG' },
  alsoIn: ['docker-dx'],
  check: function* (view) {
    for (const built of view.build.stages) {
      if (built.base.kind !== 'image' || !isInvalid(built.base.reference.value)) continue;
      for (const { name, whole } of usesOf(view, built)) {
        const binding = valuesOf(view.build.globals, name)?.at(-1);
        if (!isEmpty(binding)) continue;
        yield { ...whole, message: l10n.t('The build needs --build-arg {0}=…: there is no default.', name) };
      }
    }
  },
};

const isEmpty = (binding: Binding | undefined): boolean =>
  binding !== undefined && (binding.state === 'open' || (binding.state === 'set' && binding.value === ''));

function usesOf(view: View, { stage }: BuiltStage): readonly Use[] {
  const { image, from } = stage;
  if (!image?.raw.includes('$')) return [];
  const open = { kind: 'open' } as const;
  return usesIn(
    from,
    image,
    expand(image.value, () => open, { escape: view.dockerfile.escape }),
  );
}

const isInvalid = (reference: string): boolean =>
  reference === '' || referenceProblem(reference) !== undefined;

/** Is what remains no image for certain? Not where another variable may save it. */
function breaks({ build }: View, { base }: BuiltStage): boolean {
  if (base.kind !== 'image') return false;
  const { unresolved, value } = base.reference;
  return isInvalid(value) && unresolved.every((name) => !has(build.globals, name));
}

function fixesFor(
  view: View,
  name: string,
  { start, end }: { readonly start: number; readonly end: number },
): readonly Fix[] {
  const meant = nearest(name, namesIn(view.build.globals), 2);
  if (meant !== undefined) {
    return [{ title: l10n.t('Use {0}', meant), edits: [{ start, end, text: meant }], preferred: true }];
  }
  const declared = view
    .named('ARG')
    .flatMap(pairsOf)
    .find(({ key, value }) => key.raw === name && value !== undefined);
  const [first] = view.named('FROM');
  if (declared?.value === undefined || first === undefined || declared.value.raw.includes('$')) return [];
  const { newline } = view.dockerfile;
  const at = view.dockerfile.text.lastIndexOf('\n', first.start - 1) + 1;
  const line = `ARG ${name}=${declared.value.raw}${newline}`;
  return [
    {
      title: l10n.t('Declare it before the first FROM'),
      edits: [{ start: at, end: at, text: line }],
      preferred: true,
    },
  ];
}
