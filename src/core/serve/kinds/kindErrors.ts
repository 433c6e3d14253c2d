// What the runtime says of models, containers and requests beyond one model in one container, in AWS's words.
import type { LogPlace, RuntimeError } from '../runtimeErrors';
import { modelError, validationError } from '../runtimeErrors';

export const noTargetModel = (endpoint: string): RuntimeError =>
  validationError(`Request to endpoint ${endpoint} is missing a target model header.`);

export const notMultiModel = (endpoint: string): RuntimeError =>
  validationError(
    `Endpoint ${endpoint} is not a multi-model endpoint and does not support target model header.`,
  );

export const noModelData = (place: string): RuntimeError =>
  validationError(
    `Failed to download model data(${place}). Please ensure that there is an object located at the URL and that the role passed to CreateModel has permissions to download the model.`,
  );

export const modelNotReady: RuntimeError = {
  status: 429,
  type: 'ModelNotReadyException',
  message:
    "Either a serverless endpoint variant's resources are still being provisioned, or a multi-model endpoint is still downloading or loading the target model. Wait and try your request again.",
};

/** 507 of a container whose other models are all busy, or gone already. */
export const noRoom = (target: string, text: string, place: LogPlace): RuntimeError => {
  const error = modelError(507, text, place);
  return { ...error, message: `There is no room for the model ${target}. ${error.message}` };
};

export const throttled = (limit: number): RuntimeError => ({
  status: 429,
  type: 'ThrottlingException',
  message: `Rate exceeded: this serverless endpoint answers ${limit} requests at once (MaxConcurrency).`,
});

export const noTargetContainer = (endpoint: string): RuntimeError =>
  validationError(
    `Endpoint ${endpoint} invokes its containers directly: the request is missing a target container hostname header.`,
  );

export const wrongTargetContainer = (name: string, endpoint: string): RuntimeError =>
  validationError(`Container ${name} not found for endpoint ${endpoint}.`);

export const notDirect = (endpoint: string): RuntimeError =>
  validationError(
    `Endpoint ${endpoint} is not a multi-container endpoint with direct invocation and does not support target container hostname header.`,
  );

/** AWS names the container of several that failed. */
export function containerError(
  { container, status, text }: { readonly container: string; readonly status: number; readonly text: string },
  place: LogPlace,
): RuntimeError {
  const error = modelError(status, text, place);
  return { ...error, message: error.message.replace(' from primary ', ` from ${container} `) };
}
