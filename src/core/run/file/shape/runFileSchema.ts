import type { JsonObject } from '../../../json';
import { fileSchema } from '../../../userFile/shape/jsonSchema';
import { runFields } from './runFields';

/** The JSON Schema of `*.train.json`. */
export const runFileSchema = (): JsonObject =>
  fileSchema(
    {
      title: 'SageMaker training run',
      description: 'One training run, on this machine and on SageMaker.',
    },
    runFields,
  );
