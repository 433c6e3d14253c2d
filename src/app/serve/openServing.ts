import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';
import type { Send } from '../../core/serve/ports';
import type { LiveVariant } from './liveVariant';
import type { ServeWorld } from './serveWorld';

/** What stands between the front and the containers of a variant. */
export interface Serving {
  readonly send: Send;
  close(): void;
}

/** By what the variant is. */
export function openServing({ fronts }: ServeWorld, { plan, addresses }: LiveVariant): Serving {
  const [address = ''] = addresses;
  if (plan.serving === 'one') return fronts.connect(address);
  throw new Problem('serving-failed', l10n.t('The variant {0} has several containers.', plan.name));
}
