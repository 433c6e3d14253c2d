import { buildTaskType } from '../core/images/build/buildTaskType';

interface TaskType {
  readonly type: string;
  readonly required: readonly string[];
  /** JSON Schema, with what stands beside the key when it is typed. */
  readonly properties: Readonly<
    Record<string, { readonly description: string; readonly [key: string]: unknown }>
  >;
}

const text = { type: 'string' };
const texts = { type: 'object', additionalProperties: text };
const source = { type: 'object', properties: { file: text, env: text }, additionalProperties: false };

/** What tasks.json may say; paths count from the folder of the workspace. */
export const taskTypes: readonly TaskType[] = [
  {
    type: buildTaskType,
    required: ['dockerfile', 'image'],
    properties: {
      dockerfile: { ...text, description: 'The Dockerfile, from the folder of the workspace.' },
      image: { ...text, description: 'What the image is called, as repository:tag.' },
      context: {
        ...text,
        description: 'The folder that COPY takes from. Without it: what the Dockerfile itself speaks for.',
      },
      target: { ...text, description: 'The stage to build. Without it: the last one.' },
      args: { ...texts, description: 'Build arguments by name: what ARG instructions take.' },
      platform: {
        ...text,
        description: 'For which machines. Without it: linux/amd64, where SageMaker trains and serves.',
      },
      secrets: {
        type: 'object',
        additionalProperties: source,
        description:
          'What RUN --mount=type=secret reads, by id: { "file": "…" } or { "env": "VARIABLE" }. Never the value itself.',
      },
    },
  },
];
