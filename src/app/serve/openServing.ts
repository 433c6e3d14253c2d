import { folderOf, resolvePath } from '../../core/paths';
import { targetContainerHeader, targetModelHeader } from '../../core/serve/kinds/headers';
import { notDirect, notMultiModel } from '../../core/serve/kinds/kindErrors';
import type { KindState } from '../../core/serve/kinds/kindState';
import type { RuntimeAnswer, Send } from '../../core/serve/ports';
import type { RuntimeError } from '../../core/serve/runtimeErrors';
import { Calmly } from './kinds/calmly';
import { makeModelStore } from './kinds/modelStore';
import { MultiModel } from './kinds/multiModel';
import { directSend, serialSend } from './kinds/pipeline';
import type { LiveVariant } from './liveVariant';
import type { ServeWorld } from './serveWorld';

/** What stands between the front and the containers of a variant. */
export interface Serving {
  readonly send: Send;
  /** Where there are many, to load and to unload by hand. */
  readonly models?: Pick<MultiModel, 'load' | 'unload'>;
  close(): void;
}

export interface ServingPlace {
  /** Its name. */
  readonly endpoint: string;
  /** The endpoint file, from which paths count. */
  readonly file: string;
  readonly runsFolder: string;
  readonly tell: (state: KindState) => void;
}

/** By what the variant is. */
export function openServing(world: ServeWorld, live: LiveVariant, place: ServingPlace): Serving {
  const { plan } = live;
  if (plan.serving !== 'one') return openSeveral(world, live, { ...place, invocation: plan.serving });
  if (plan.containers[0]?.model === 'multi') return openMany(world, live, place);
  const connections = world.fronts.connect(live.addresses[0] ?? '');
  return { send: plain(connections.send, place.endpoint), close: () => connections.close() };
}

/** One model in one container: whoever names another is told that there is none. */
const plain =
  (send: Send, endpoint: string): Send =>
  async (request, signal) => {
    const { headers } = request;
    if (headers[targetModelHeader] !== undefined) return refused(notMultiModel(endpoint));
    if (headers[targetContainerHeader] !== undefined) return refused(notDirect(endpoint));
    return send(request, signal);
  };

function openSeveral(
  { fronts }: ServeWorld,
  { plan, addresses }: LiveVariant,
  { endpoint, tell, invocation }: ServingPlace & { readonly invocation: 'Serial' | 'Direct' },
): Serving {
  const connections = addresses.map((address) => fronts.connect(address));
  const names = plan.containers.map(({ host }) => host);
  const stages = connections.map(({ send }, index) => ({ name: names[index] ?? '', send }));
  const logs = { endpoint, variant: plan.name };
  tell({ kind: 'several', invocation, containers: names });
  return {
    send: invocation === 'Serial' ? serialSend(stages, logs) : directSend(stages, logs),
    close: () => connections.forEach((each) => each.close()),
  };
}

function openMany(world: ServeWorld, live: LiveVariant, place: ServingPlace): Serving {
  const { plan, addresses, models } = live;
  const [address = ''] = addresses;
  const { local, s3 } = plan.containers[0]?.place ?? {};
  const connections = world.fronts.connect(address);
  const calm = new Calmly<KindState>(world.clock, place.tell);
  const many = new MultiModel(world, {
    address,
    send: connections.send,
    place: { endpoint: place.endpoint, variant: plan.name },
    store: makeModelStore(world, {
      place: {
        ...(local === undefined ? {} : { local: resolvePath(folderOf(place.file), local) }),
        ...(s3 === undefined ? {} : { s3 }),
      },
      models: models[0] ?? '',
      runsFolder: place.runsFolder,
      profile: undefined,
    }),
    changed: (pool) => calm.hear({ kind: 'multi-model', models: [...pool.values()] }),
  });
  calm.hear({ kind: 'multi-model', models: [] });
  return {
    send: many.send,
    models: many,
    close: () => {
      many.close();
      calm.close();
      connections.close();
    },
  };
}

const refused = (error: RuntimeError): RuntimeAnswer => ({ kind: 'refused', error });
