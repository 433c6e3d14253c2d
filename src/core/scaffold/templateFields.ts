import type { JsonObject } from '../json';
import { shapeSchema } from '../userFile/shape/jsonSchema';
import type { Field, Fields, Shape } from '../userFile/shape/shape';
import { either, flag, list, map, oneOf, record, text } from '../userFile/shape/shape';

const condition: Shape = map(either(text, list(text)));

const when: Field = {
  shape: either(condition, list(condition)),
  description:
    'Answers on which this counts: `{ "purpose": ["train", "both"] }`. In a list one of them has to agree. Without it: always.',
};

const option: Shape = record({
  value: { shape: text, required: true, description: 'The answer, as conditions and values name it.' },
  label: { shape: text, description: 'What the list says. Without it: the value.' },
  detail: { shape: text, description: 'One sentence on when to choose it.' },
  when,
});

const question: Shape = record({
  name: { shape: text, required: true, description: 'What conditions and `{{name}}` call the answer.' },
  text: { shape: text, required: true, description: 'The question.' },
  options: {
    shape: either(list(option), oneOf('regions')),
    required: true,
    description:
      'The possible answers; the first is the default. A question with one option left is not asked. `"regions"`: the regions of AWS, the user’s first.',
  },
  when,
});

const value: Shape = record({
  name: { shape: text, required: true, description: 'The value stands where a text has `{{name}}`.' },
  text: { shape: text, description: 'The value. It may hold values that come before it.' },
  image: {
    shape: text,
    description:
      'A repository of AWS’s prebuilt images, for its newest image with the answers `processor` and `region`, or `repository:tag`.',
  },
  when,
});

const part: Shape = record({
  from: { shape: text, required: true, description: 'A file of text, relative to this one.' },
  when,
});

const file: Shape = record({
  path: { shape: text, required: true, description: 'Where the file goes; it may hold values.' },
  from: {
    shape: either(text, list(either(text, part))),
    required: true,
    description: 'A file of text, relative to this one, or several that follow one another.',
  },
  executable: { shape: flag, description: 'Can be started as a program.', default: false },
  when,
});

/** Every key of a template. */
export const templateFields: Fields = {
  $schema: { shape: text, description: 'The JSON Schema of this file; only editors read it.' },
  title: { shape: text, required: true, description: 'What the list of templates calls it.' },
  detail: { shape: text, description: 'One sentence on when to choose it.' },
  questions: { shape: list(question), description: 'What is asked, in this order.' },
  values: {
    shape: list(value),
    description:
      'More values for texts and paths, beside the answers and `{{name}}`, the name of the container. Of several with one name the first whose condition agrees counts.',
  },
  files: { shape: list(file), required: true, description: 'What is written.' },
};

/** The JSON Schema of `longshore-template.json`. */
export const templateSchema = (): JsonObject =>
  shapeSchema(
    { kind: 'record', fields: templateFields },
    { title: 'Longshore template', description: 'A container that Scaffold Container… can write.' },
  );
