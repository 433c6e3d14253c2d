import type { Serverless } from '../../endpoint/file/endpointFile';
import type { VariantPlan } from '../servePlan';

/** Bytes of a request, at most. */
export const serverlessPayload = 4 * 1024 ** 2;
/** Seconds in which `/ping` must answer. */
const startup = 180;

/** A variant under the limits of serverless: its memory, no GPU, three minutes to start. */
export const serverlessPlan = (plan: VariantPlan, serverless: Serverless): VariantPlan => ({
  ...plan,
  serverless,
  startup,
  containers: plan.containers.map((container) => ({
    ...container,
    gpus: 'none',
    memoryBytes: serverless.memory * 1024 ** 2,
    environment: { ...container.environment, NVIDIA_VISIBLE_DEVICES: 'void' },
  })),
});
