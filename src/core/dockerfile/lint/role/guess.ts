import type { InferredRole, Reason } from './role';
import type { Role } from '../rule';
import { baseSigns } from './baseSigns';
import { decide } from './decide';
import { fileSigns } from './fileSigns';
import { packageSigns } from './packageSigns';
import { messageOf, type RoleView, type Sign } from './sign';
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
  if (isClassic(view, signs)) return 'both';
  return signs.length > 0 && signs.every((sign) => sign.role === 'processing') && signs.some(isStart)
    ? 'processing'
    : 'unknown';
}

const isStart = ({ source }: Sign): boolean => source === 'start';

/** A web application on its own could be anything. */
const isForSageMaker = ({ dockerfile }: RoleView, signs: readonly Sign[]): boolean =>
  signs.some(({ isSageMaker }) => isSageMaker) ||
  /sagemaker|\/opt\/ml\b|\/opt\/program\b/i.test(dockerfile.text);

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
