import * as l10n from '@vscode/l10n';
import type { InvokeTarget } from '../../core/invoke/target';
import { Problem } from '../../core/problem';
import type { ServedEndpoint } from '../../core/serve/servedEndpoint';
import type { Services } from '../services';

/** An endpoint on this machine, to be asked through its front, as one of SageMaker is. */
export function localTarget(
  services: Services,
  { name, file, url, variants }: ServedEndpoint,
  showLogs: () => Promise<void>,
): InvokeTarget {
  return {
    name,
    place: l10n.t('this machine'),
    key: `local/${file}`,
    mode: 'local',
    variants: variants.filter(({ isShadow }) => !isShadow).map((variant) => variant.name),
    withInvoker: async (work) => {
      if (url === undefined)
        throw new Problem('endpoint-busy', l10n.t('{0} does not listen yet: try again in a moment.', name));
      const { invokers } = await services.world();
      const invoker = await invokers.local(url);
      try {
        return await work(invoker);
      } finally {
        invoker.close();
      }
    },
    showLogs,
  };
}
