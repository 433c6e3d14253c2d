import type { ImageLayer } from '../images/image';
import { shortId } from '../format';

/**
 * The size of each layer, by the name under which a push tells of it; nothing when that cannot be known. The engine's
 * history has sizes without names and also steps that made no layer, and the image has names without sizes.
 */
export function layerSizes(
  digests: readonly string[],
  history: readonly ImageLayer[],
): ReadonlyMap<string, number> {
  const steps = history.toReversed();
  const filled = steps.filter(({ bytes }) => bytes > 0);
  const made = steps.filter(({ bytes, command }) => bytes > 0 || writes.test(command));
  const fitting = [filled, made].find(({ length }) => length === digests.length) ?? [];
  return new Map(fitting.map(({ bytes }, index) => [shortId(digests[index] ?? ''), bytes]));
}

/** Steps that may make a layer of no bytes: in the words of either builder. */
const writes = /^(?:\/bin\/sh -c )?(?:#\(nop\) +)?(?:RUN|COPY|ADD|WORKDIR)\b|^\/bin\/sh -c (?!#\(nop\))/;
