import * as l10n from '@vscode/l10n';
import { pairsOf } from '../../../../syntax';
import type { Range } from '../../../../text/range';
import type { Edit, Report } from '../../../finding';
import { nearest } from '../../../nearest';
import type { Rule } from '../../../rule';
import { platformVariable, platformVariables } from '../platformVariables';

export const SM501: Rule = {
  id: 'SM501',
  name: 'env-typo',
  severity: 'warning',
  roles: 'any',
  explanation:
    'The SageMaker toolkits read environment variables by their exact names. A name that is one or two letters off is read by nobody, and nobody complains: the program is not found, the setting has no effect.',
  source: 'https://github.com/aws/sagemaker-training-toolkit/blob/master/ENVIRONMENT_VARIABLES.md',
  example: { bad: 'ENV SAGEMAKER_PROGRAMM=train.py', good: 'ENV SAGEMAKER_PROGRAM=train.py' },
  check: ({ named, dockerfile }) => {
    const reports: Report[] = [];
    for (const instruction of named('ENV', 'ARG')) {
      // All names that are meant begin so.
      const { text } = instruction.line;
      if (!text.includes('S') && !text.includes('sagemaker')) continue;
      for (const pair of pairsOf(instruction)) {
        // An argument of the build may have the name in small letters.
        const meant =
          meantBy(pair.name) ?? (instruction.name === 'ENV' ? inOtherLetters(pair.name) : undefined);
        if (meant === undefined) continue;
        const { key } = pair;
        reports.push({
          start: key.start,
          end: key.end,
          message: l10n.t('SageMaker knows no {0}. Did you mean {1}?', key.raw, meant),
          fixes: [
            {
              title: l10n.t('Rename to {0}', meant),
              edits: [
                { start: key.start, end: key.end, text: meant },
                ...uses(dockerfile.text, key.raw, key).map((place): Edit => ({ ...place, text: meant })),
              ],
              preferred: true,
            },
          ],
        });
      }
    }
    return reports;
  },
};

/** `sagemaker_program`, `SAGEMAKER-PROGRAM`. */
function inOtherLetters(name: string): string | undefined {
  if (!/^sagemaker[_-]/i.test(name)) return undefined;
  const plain = name.toUpperCase().replaceAll('-', '_');
  return plain !== name && platformVariable(plain) ? plain : undefined;
}

/** The known name that is a slip of the pen away. */
export function meantBy(name: string): string | undefined {
  if (!name.startsWith('S') || !/^S\w*_/.test(name) || platformVariable(name)) return undefined;
  if (name.startsWith('SM_')) return name.length < 10 ? undefined : nearest(name, toolkitNames, 1);
  const start = nearest(name.slice(0, prefix.length), [prefix], 2);
  return start === undefined ? undefined : nearest(name, sagemakerNames, 2);
}

const prefix = 'SAGEMAKER';
// Short names such as SM_HOSTS are near to many that people make up.
const toolkitNames = [...platformVariables.keys()].filter(
  (name) => name.startsWith('SM_') && name.length > 9,
);
const sagemakerNames = [...platformVariables.keys()].filter((name) => name.startsWith('SAGEMAKER_'));

/** Where the file asks for the value: `$NAME` and `${NAME`. */
function uses(text: string, name: string, { end }: Range): readonly Range[] {
  const places: Range[] = [];
  for (let at = text.indexOf(name, end); at >= 0; at = text.indexOf(name, at + 1)) {
    const before = text.slice(at - 2, at);
    const isUse = before.endsWith('$') || before === '${';
    if (isUse && !/\w/.test(text[at + name.length] ?? '')) places.push({ start: at, end: at + name.length });
  }
  return places;
}
