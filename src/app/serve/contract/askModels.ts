import type { ModelCalls } from '../../../core/serve/contract/evidence';
import { limits } from '../../../core/serve/contract/limits';
import type { Asker } from './asker';
import { isWell, seen } from './seen';

/** The opaque name that a model gets on the host. */
export const modelName = 'longshore-contract';

/** Asks for the list, and loads a model twice, where there is one. */
export async function askModels(asker: Asker, hasModel: boolean, signal: AbortSignal): Promise<ModelCalls> {
  const list = seen(await asker.ask({ method: 'GET', path: '/models', timeout: limits.invocation }, signal));
  if (!hasModel) return { list };
  const load = async () => {
    const request = { model_name: modelName, url: `/opt/ml/models/${modelName}/model` };
    return asker.ask(
      {
        method: 'POST',
        path: '/models',
        contentType: 'application/json',
        body: new TextEncoder().encode(JSON.stringify(request)),
        timeout: limits.invocation,
      },
      signal,
    );
  };
  const first = await load();
  return { list, load: seen(first), ...(isWell(first) ? { again: seen(await load()) } : {}) };
}

export const unloadModel = async (asker: Asker, signal: AbortSignal) =>
  seen(
    await asker.ask({ method: 'DELETE', path: `/models/${modelName}`, timeout: limits.invocation }, signal),
  );
