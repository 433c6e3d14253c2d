import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { ServedEndpoint } from '../../core/serve/servedEndpoint';
import type { LoadSubject } from '../load/loadRun';

/** An endpoint that serves here, to be loaded through its front. */
export function loadSubject({
  name,
  url,
  variants,
}: ServedEndpoint): LoadSubject & { readonly variants: readonly string[] } {
  if (url === undefined)
    throw new Problem('endpoint-busy', l10n.t('{0} does not listen yet: try again in a moment.', name));
  const real = variants.filter(({ isShadow }) => !isShadow);
  const names = real.map((variant) => variant.name);
  return {
    name,
    // With several, nobody knows how much of the rate was whose.
    names: names.length === 1 ? [name, ...names] : [name],
    url: `${url}/endpoints/${encodeURIComponent(name)}/invocations`,
    containers: real.flatMap(({ containers }) => containers.map(({ id }) => id)),
    gpus: 'none',
    variants: names,
  };
}
