import type { EndpointDraft } from '../draft';

/**
 * A draft that was kept, perhaps by an older Longshore that knew one policy only. Nothing when it is no draft: what
 * was kept on a disk is not trusted.
 */
export function currentDraft(kept: unknown): EndpointDraft | undefined {
  if (!isRecord(kept) || !Array.isArray(kept['variants'])) return undefined;
  const variants = kept['variants'].map(currentVariant);
  return variants.every((each) => each !== undefined) ? { variants } : undefined;
}

type Variant = EndpointDraft['variants'][number];

function currentVariant(kept: unknown): Variant | undefined {
  if (!isRecord(kept)) return undefined;
  const { scaling, ...others } = kept;
  if (!isVariant(others)) return undefined;
  if (scaling === undefined) return others;
  const current = isRecord(scaling) && 'policy' in scaling ? withPolicies(scaling) : scaling;
  const whole = { policies: [], schedules: [], ...(isRecord(current) ? current : {}) };
  return isScaling(whole) ? { ...others, scaling: whole } : undefined;
}

const withPolicies = ({ policy, ...others }: Readonly<Record<string, unknown>>) => ({
  ...others,
  policies: isRecord(policy) ? [{ kind: 'tracking', ...policy }] : [],
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isVariant = (
  value: Readonly<Record<string, unknown>>,
): value is Omit<Variant, 'scaling'> & typeof value =>
  typeof value['name'] === 'string' && typeof value['weight'] === 'number';

const isScaling = (
  value: Readonly<Record<string, unknown>>,
): value is NonNullable<Variant['scaling']> & typeof value =>
  typeof value['min'] === 'number' &&
  typeof value['max'] === 'number' &&
  [value['suspended'], value['policies'], value['schedules']].every(Array.isArray);
