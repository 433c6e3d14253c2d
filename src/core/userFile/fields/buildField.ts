import type { Field, Fields } from '../shape/shape';
import { either, map, plain, record, text } from '../shape/shape';

const secretFields: Fields = {
  file: { shape: text, description: 'The file with the value, relative to this file.' },
  env: { shape: text, description: 'The variable of your environment that has the value.' },
};

const buildFields: Fields = {
  dockerfile: {
    shape: text,
    required: true,
    description: 'The Dockerfile, relative to this file.',
    default: 'Dockerfile',
  },
  context: {
    shape: text,
    description: 'The folder that the Dockerfile copies from. Without it: the folder of the Dockerfile.',
  },
  target: { shape: text, description: 'The stage to build. Without it: the last one.' },
  args: { shape: map(plain), description: 'Build arguments by name: what `ARG` instructions take.' },
  secrets: {
    shape: map(record(secretFields)),
    description:
      'What `RUN --mount=type=secret,id=…` reads, by id, and where it is: in a file, or in a variable of your environment. Never the value itself. It needs BuildKit, and stays in no image.',
  },
};

export const buildField: Field = {
  shape: either(text, record(buildFields)),
  description:
    'Builds the image from a Dockerfile first. A text is the Dockerfile. Give either this or `image`.',
  snippets: [
    { label: 'a Dockerfile', body: '${1:Dockerfile}' },
    {
      label: 'Dockerfile, context and arguments',
      body: { dockerfile: '${1:Dockerfile}', context: '${2:.}', args: { '${3:NAME}': '${4:value}' } },
    },
  ],
};
