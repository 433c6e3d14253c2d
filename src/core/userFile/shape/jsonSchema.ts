import type { JsonObject, JsonValue } from '../../json';
import type { Field, Shape } from './shape';

interface About {
  readonly title: string;
  readonly description: string;
}

/** The JSON Schema of a file that people write, with comments. */
export const shapeSchema = (shape: Shape, { title, description }: About): JsonObject => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title,
  description,
  allowComments: true,
  allowTrailingCommas: true,
  ...schemaOf(shape),
});

function schemaOf(shape: Shape): JsonObject {
  switch (shape.kind) {
    case 'text':
      return { type: 'string', ...(shape.values ? { enum: shape.values } : {}) };
    case 'number':
      return numberSchema(shape);
    case 'flag':
      return { type: 'boolean' };
    case 'list':
      return { type: 'array', items: schemaOf(shape.of) };
    case 'map':
      return { type: 'object', additionalProperties: schemaOf(shape.of) };
    case 'record':
      return recordSchema(shape);
    case 'either':
      return { anyOf: shape.of.map(schemaOf) };
    case 'anything':
      return {};
  }
}

function numberSchema({ integer, minimum, maximum }: Extract<Shape, { kind: 'number' }>): JsonObject {
  return {
    type: integer ? 'integer' : 'number',
    ...(minimum === -Number.MAX_VALUE ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

function recordSchema({ fields }: Extract<Shape, { kind: 'record' }>): JsonObject {
  const required = Object.keys(fields).filter((key) => fields[key]?.required);
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, fieldSchema(field)])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

function fieldSchema(field: Field): JsonObject {
  return {
    markdownDescription: field.description,
    ...schemaOf(field.shape),
    ...(field.default === undefined ? {} : { default: field.default }),
    ...(field.snippets ? { defaultSnippets: field.snippets.map(snippet) } : {}),
  };
}

const snippet = ({ label, body }: { readonly label: string; readonly body: JsonValue }): JsonObject => ({
  label,
  body,
});
