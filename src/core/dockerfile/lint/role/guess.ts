import type { InferredRole, Reason } from './role';
import { speaksOfSageMaker } from '../start/intent';
import type { Role } from '../rule';
import { baseSigns } from './baseSigns';
import { decide } from './decide';
import { fileSigns } from './fileSigns';
import { packageSigns } from './packageSigns';
import { fileName, messageOf, type RoleView, type Sign } from './sign';
import { startSigns } from './startSigns';
import { variableSigns } from './variableSigns';

const mostReasons = 6;

/** The role that the file and what lies beside it speak for; unknown where they do not, or not of SageMaker. */
export function guessRole(view: RoleView): InferredRole {
  const signs = [
    ...baseSigns(view),
    ...packageSigns(view),
    ...variableSigns(view),
    ...startSigns(view),
    ...fileSigns(view),
  ];
  if (!isForSageMaker(view, signs)) return { role: 'unknown', stated: false, reasons: [] };
  const role = roleOf(view, signs);
  return { role, stated: false, reasons: reasonsFor(role, signs) };
}

function roleOf(view: RoleView, signs: readonly Sign[]): Role {
  const role = decide(signs);
  if (role !== 'unknown') return role;
  if (isClassic(view, signs) || isClassicOfR(view, signs)) return 'both';
  return signs.length > 0 && signs.every((sign) => sign.role === 'processing') && signs.some(isStart)
    ? 'processing'
    : 'unknown';
}

const isStart = ({ source }: Sign): boolean => source === 'start';

/** A web application on its own could be anything. */
const isForSageMaker = ({ dockerfile }: RoleView, signs: readonly Sign[]): boolean =>
  signs.some((sign) => sign.isSageMaker && !(isServe(sign) && isAlone(signs))) ||
  speaksOfSageMaker(dockerfile.text) ||
  dockerfile.text.includes('/opt/program');

const isServe = ({ subject, source, place }: Sign): boolean =>
  fileName(subject) === 'serve' && (source === 'start' || place !== undefined);

/** Nothing of Python or of a port beside it: a program named `serve` is also what shows a folder of web pages. */
const isAlone = (signs: readonly Sign[]): boolean =>
  signs.every((sign) => isServe(sign) || (sign.source !== 'package' && sign.source !== 'variable'));

/** AWS's example: a web server and a folder with `train` and `serve` in it, which only the files beside could tell. */
function isClassic({ evidence, dockerfile }: RoleView, signs: readonly Sign[]): boolean {
  const web = signs.filter(({ source, role }) => source === 'package' && role === 'serve');
  return (
    evidence === undefined &&
    web.length >= 2 &&
    !signs.some(isStart) &&
    dockerfile.text.includes('/opt/program')
  );
}

/** AWS's example for R: one script that trains, or serves what `plumber.R` defines, by the word it is given. */
const isClassicOfR = ({ dockerfile }: RoleView, signs: readonly Sign[]): boolean =>
  !signs.some(isStart) &&
  signs.some(({ subject }) => fileName(subject) === 'plumber.R') &&
  /^ENTRYPOINT\s.*Rscript/im.test(dockerfile.text);

function reasonsFor(role: Role, signs: readonly Sign[]): readonly Reason[] {
  if (role === 'unknown') return [];
  return signs
    .filter(
      (sign) => role === sign.role || (role === 'both' && (sign.role === 'train' || sign.role === 'serve')),
    )
    .toSorted((left, right) => right.weight - left.weight)
    .slice(0, mostReasons)
    .map((sign) => ({ message: messageOf(sign), place: sign.place }));
}
