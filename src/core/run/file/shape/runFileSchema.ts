import type { JsonObject } from '../../../json';
import { shapeSchema } from '../../../userFile/shape/jsonSchema';
import { runFields } from './runFields';

/** The JSON Schema of `*.train.json`. */
export const runFileSchema = (): JsonObject =>
  shapeSchema(
    { kind: 'record', fields: runFields },
    {
      title: 'SageMaker training run',
      description: 'One training run, on this machine and on SageMaker.',
    },
  );
