import type { Field, Fields } from '../shape/shape';
import { either, map, plain, record, text } from '../shape/shape';

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
