/** The JSON Schema of what ECR takes as a lifecycle policy; our words for what its documentation says. */
export const lifecycleSchema = () => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Lifecycle policy of Amazon ECR',
  type: 'object',
  required: ['rules'],
  additionalProperties: false,
  properties: {
    rules: { type: 'array', description: 'Rules, each with a priority of its own.', items: rule },
  },
});

const text = (description: string, values?: readonly string[]) => ({
  type: 'string',
  description,
  ...(values ? { enum: values } : {}),
});

const texts = (description: string) => ({
  type: 'array',
  description,
  items: { type: 'string' },
  minItems: 1,
});

const positive = (description: string) => ({ type: 'integer', minimum: 1, description });

const isSaid = (key: string, as: object) => ({ properties: { [key]: as }, required: [key] });

const selection = {
  type: 'object',
  description: 'Which images the rule is about.',
  required: ['tagStatus', 'countType', 'countNumber'],
  additionalProperties: false,
  properties: {
    tagStatus: text(
      'Whether the images have tags. A rule for any image comes last, with the highest priority number.',
      ['tagged', 'untagged', 'any'],
    ),
    tagPatternList: texts('Patterns with `*`; an image is meant when its tags fit all of them.'),
    tagPrefixList: texts('Beginnings of tags; an image is meant when its tags have all of them.'),
    storageClass: text('Only images that are stored so.', ['standard', 'archive']),
    countType: text('What is counted: images, or the days since something happened to one.', [
      'imageCountMoreThan',
      'sinceImagePushed',
      'sinceImagePulled',
      'sinceImageTransitioned',
    ]),
    countUnit: text('The unit of `countNumber` when time is counted.', ['days']),
    countNumber: positive('So many images stay, or so many days pass.'),
  },
  // What an unknown word breaks stands beside its key already, and is not said twice.
  allOf: [
    { anyOf: [{ not: isSaid('countType', { pattern: '^since' }) }, { required: ['countUnit'] }] },
    {
      anyOf: [
        { not: isSaid('tagStatus', { const: 'tagged' }) },
        { required: ['tagPatternList'] },
        { required: ['tagPrefixList'] },
      ],
    },
  ],
};

const rule = {
  type: 'object',
  required: ['rulePriority', 'selection', 'action'],
  additionalProperties: false,
  properties: {
    rulePriority: positive('The lower number goes first. No two rules have the same.'),
    description: text('What the rule is for.'),
    selection,
    action: {
      type: 'object',
      description: 'What happens to these images.',
      required: ['type'],
      additionalProperties: false,
      properties: {
        type: text('Removed for ever, or moved to another storage class.', ['expire', 'transition']),
        targetStorageClass: text('Where it is moved to.', ['archive']),
      },
    },
  },
};
