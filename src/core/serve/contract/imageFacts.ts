import type { ImageFacts } from './evidence';

/** What the engine's own document says of an image. */
export function imageFacts(document: unknown): ImageFacts {
  const config = valueAt(document, 'Config');
  const labels = valueAt(config, 'Labels');
  const size = valueAt(document, 'Size');
  return {
    labels: Object.fromEntries(Object.entries(labels ?? {}).map(([name, value]) => [name, String(value)])),
    user: textAt(config, 'User'),
    os: textAt(document, 'Os'),
    architecture: textAt(document, 'Architecture'),
    bytes: typeof size === 'number' ? size : 0,
  };
}

const valueAt = (from: unknown, key: string): unknown =>
  typeof from === 'object' && from !== null ? new Map(Object.entries(from)).get(key) : undefined;

function textAt(from: unknown, key: string): string {
  const value = valueAt(from, key);
  return typeof value === 'string' ? value : '';
}
