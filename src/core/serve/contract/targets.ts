import {
  containersOf,
  placedVariants,
  type EndpointFile,
  type ModelPlace,
} from '../../endpoint/file/endpointFile';
import { plannedVariants, type ServedPlan, type ServePlan, type VariantPlan } from '../servePlan';
import type { Subject } from './evidence';

/** A container that is tested by itself. */
export interface ContractTarget {
  readonly subject: Subject;
  /** Of this container alone, listening where it does when nobody says otherwise. */
  readonly plan: VariantPlan;
  readonly model: ModelPlace | undefined;
  /** Its requests are the answers of the one before. */
  readonly followsOn: boolean;
}

const ownPort = 8080;

/** Every container of an endpoint, the shadow's last. */
export function contractTargets(
  endpoint: EndpointFile,
  plan: ServePlan,
  startup: number | undefined,
): readonly ContractTarget[] {
  const variants = placedVariants(endpoint);
  return plannedVariants(plan).flatMap((planned, index) => {
    const variant = variants[index]?.variant;
    const containers = variant ? containersOf(variant) : [];
    return planned.containers.flatMap((served, place) => {
      const container = containers[place];
      if (!container) return [];
      const window = startup ?? planned.startup;
      const subject: Subject = {
        variant: planned.name,
        ...(planned.serving === 'one' ? {} : { container: served.host }),
        image: served.image,
        ...(served.build ? { dockerfile: served.build.dockerfile } : {}),
        isolated: plan.isolated,
        isServerless: planned.serverless !== undefined,
        isInGroup: planned.serving !== 'one',
        multiModel: served.model === 'multi',
        environment: container.environment,
        startup: window,
        ...(served.memoryBytes === undefined ? {} : { memoryBytes: served.memoryBytes }),
      };
      const alone: VariantPlan = {
        ...planned,
        startup: window,
        serving: 'one',
        containers: [withoutPort(served)],
      };
      return [
        { subject, plan: alone, model: served.place, followsOn: planned.serving === 'Serial' && place > 0 },
      ];
    });
  });
}

function withoutPort(served: ServedPlan): ServedPlan {
  const {
    SAGEMAKER_BIND_TO_PORT: _port,
    SAGEMAKER_SAFE_PORT_RANGE: _range,
    ...environment
  } = served.environment;
  return { ...served, environment, port: ownPort };
}
