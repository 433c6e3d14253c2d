import { atOnce } from '../../../core/atOnce';
import { tagsRequest, variantsIn } from '../../../core/hosting/rollout/carryOver';
import type { Present } from '../../../core/hosting/rollout/change';
import type { Hosting } from '../../../core/hosting/ports';
import { textAt, type JsonObject } from '../../../core/json';
import { Problem } from '../../../core/problem';

/** AWS has a limit for the questions of an account. */
const questions = 4;

export interface FoundPresent extends Present {
  /** Tags may not be read, and so what is new has none. */
  readonly isUntagged: boolean;
}

/** What a configuration is made of, whole; nothing when it was deleted. */
export async function readPresent(
  hosting: Hosting,
  name: string,
  signal: AbortSignal,
): Promise<FoundPresent | undefined> {
  const config = await hosting.readConfig(name, signal);
  if (!config) return undefined;
  let isUntagged = false;
  const tagsOf = async (told: JsonObject, key: string): Promise<JsonObject> => {
    try {
      return tagsRequest(await hosting.readTags(textAt(told, key) ?? '', signal));
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== 'aws-denied') throw error;
      isUntagged = true;
      return {};
    }
  };
  const names = [...new Set(variantsIn(config).flatMap((each) => textAt(each, 'ModelName') ?? []))];
  const found = await atOnce(names, questions, async (each) => {
    const model = await hosting.readModel(each, signal);
    return model ? [{ name: each, model, tags: await tagsOf(model, 'ModelArn') }] : [];
  });
  const models = found.flat();
  return {
    config,
    models: new Map(models.map((each) => [each.name, each.model])),
    configTags: await tagsOf(config, 'EndpointConfigArn'),
    modelTags: new Map(models.map((each) => [each.name, each.tags])),
    isUntagged,
  };
}
