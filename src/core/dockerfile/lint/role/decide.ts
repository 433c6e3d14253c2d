import type { Role } from '../rule';
import type { Sign, SignRole } from './sign';

/** What a role needs before we say it. */
const enough = 3;
/** Web frameworks alone never make an endpoint, nor do many files in one folder say more than one. */
const mostOfSmall: Readonly<Record<string, number>> = { package: 2, file: 1 };

/** The role for which there is enough to say; careful, because rules that certainly fail depend on it. */
export function decide(signs: readonly Sign[]): Role {
  const [train, serve] = [score(signs, 'train'), score(signs, 'serve')];
  const [processing, studio] = [score(signs, 'processing'), score(signs, 'studio')];
  if (studio >= enough && signs.some(({ role, source }) => role === 'studio' && source === 'base'))
    return 'studio';
  if (studio >= enough && train < enough && serve < enough) return 'studio';
  if (processing >= enough && (hasBase(signs, 'processing') || (train < enough && serve < enough)))
    return 'processing';
  if (train >= enough && serve >= enough) return between(signs);
  if (train >= enough) return 'train';
  return serve >= enough ? 'serve' : 'unknown';
}

const hasBase = (signs: readonly Sign[], role: SignRole): boolean =>
  signs.some((sign) => sign.role === role && sign.source === 'base');

function score(signs: readonly Sign[], role: SignRole): number {
  let sum = 0;
  const small = new Map<string, number>();
  for (const { role: own, source, weight } of signs) {
    if (own !== role) continue;
    const most = weight === 1 ? mostOfSmall[source] : undefined;
    if (most === undefined) sum += weight;
    else small.set(source, Math.min(most, (small.get(source) ?? 0) + 1));
  }
  return [...small.values()].reduce((total, each) => total + each, sum);
}

/** A base for one job under a program that does the other: the program decides. */
function between(signs: readonly Sign[]): Role {
  const starts = new Set(signs.filter(({ source }) => source === 'start').map(({ role }) => role));
  for (const [role, other] of pairs) {
    const others = signs.filter((sign) => sign.role === other);
    const onlyBase = others.every(({ source, weight }) => source === 'base' || weight === 1);
    if (starts.has(role) && !starts.has(other) && onlyBase && !hasBase(signs, role)) return role;
    if (hasBase(signs, role) && others.every(isHint)) return role;
  }
  return 'both';
}

/** `SAGEMAKER_PROGRAM`, the code folder, a web framework: both kinds of images have them. */
const isHint = ({ source, weight }: Sign): boolean => weight === 1 || (source === 'variable' && weight === 2);

const pairs = [
  ['train', 'serve'],
  ['serve', 'train'],
] as const;
