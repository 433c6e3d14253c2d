import type { Role } from '../rule';
import type { Sign, SignRole } from './sign';

/** What a role needs before we say it. */
const enough = 3;
/** Web frameworks alone never make an endpoint. */
const mostOfPackages = 2;

/** The role for which there is enough to say; careful, because rules that certainly fail depend on it. */
export function decide(signs: readonly Sign[]): Role {
  const [train, serve] = [score(signs, 'train'), score(signs, 'serve')];
  const [processing, studio] = [score(signs, 'processing'), score(signs, 'studio')];
  if (studio >= enough && signs.some(({ role, source }) => role === 'studio' && source === 'base'))
    return 'studio';
  if (processing >= enough && (hasBase(signs, 'processing') || (train < enough && serve < enough)))
    return 'processing';
  if (train >= enough && serve >= enough) return between(signs);
  if (train >= enough) return 'train';
  return serve >= enough ? 'serve' : 'unknown';
}

const hasBase = (signs: readonly Sign[], role: SignRole): boolean =>
  signs.some((sign) => sign.role === role && sign.source === 'base');

function score(signs: readonly Sign[], role: SignRole): number {
  let [sum, web] = [0, 0];
  for (const sign of signs) {
    if (sign.role !== role) continue;
    if (sign.source === 'package' && sign.weight === 1) web += 1;
    else sum += sign.weight;
  }
  return sum + Math.min(web, mostOfPackages);
}

/** A base for one job under a program that does the other: the program decides. */
function between(signs: readonly Sign[]): Role {
  const starts = new Set(signs.filter(({ source }) => source === 'start').map(({ role }) => role));
  for (const [role, other] of pairs) {
    const others = signs.filter((sign) => sign.role === other);
    const onlyBase = others.every(({ source, weight }) => source === 'base' || weight === 1);
    if (starts.has(role) && !starts.has(other) && onlyBase && !hasBase(signs, role)) return role;
  }
  return 'both';
}

const pairs = [
  ['train', 'serve'],
  ['serve', 'train'],
] as const;
