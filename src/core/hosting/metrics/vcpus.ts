/** Processors of a SageMaker instance type; nothing where the name does not tell. */
export function vcpusOf(instanceType: string): number | undefined {
  const [, family = '', size = ''] = /^ml\.([\w-]+)\.(\w+)$/.exec(instanceType) ?? [];
  if (family === 'c4' && size === '8xlarge') return 36;
  if (size === 'large' || (size === 'medium' && /^t\d/.test(family))) return 2;
  // AWS counts sizes so: four for each xlarge.
  const [, count] = /^(\d*)xlarge$/.exec(size) ?? [];
  return count === undefined ? undefined : 4 * Number(count || 1);
}

/** Whether a type may have graphics cards: the families g and p. */
export const hasGpu = (instanceType: string): boolean => /^ml\.(?:g|gr|p)\d/.test(instanceType);
