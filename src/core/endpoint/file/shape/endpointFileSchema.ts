import type { JsonObject } from '../../../json';
import { fileSchema } from '../../../userFile/shape/jsonSchema';
import { endpointFields } from './endpointFields';

/** The JSON Schema of `*.endpoint.json`. */
export const endpointFileSchema = (): JsonObject =>
  fileSchema(
    { title: 'SageMaker endpoint', description: 'One endpoint, on this machine and on SageMaker.' },
    endpointFields,
  );
