/** A model below the place of all models; nothing when the name leads out of it, or to it. */
export function targetPath(target: string): string | undefined {
  const path = target.replace(/^\/+/, '');
  const parts = path.split('/');
  const isPlain = path !== '' && !path.endsWith('/') && !/[\\\0]/.test(path);
  return isPlain && !parts.includes('..') && !parts.includes('.') ? path : undefined;
}
