import type { JsonObject } from '../../../json';
import { shapeSchema } from '../../../userFile/shape/jsonSchema';
import { endpointFields } from './endpointFields';

/** The JSON Schema of `*.endpoint.json`. */
export const endpointFileSchema = (): JsonObject =>
  shapeSchema(
    { kind: 'record', fields: endpointFields },
    { title: 'SageMaker endpoint', description: 'One endpoint, on this machine and on SageMaker.' },
  );
