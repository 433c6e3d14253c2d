/**
 * A language of its own for run files, though it is JSON with comments: that one's would wake us in every window,
 * since VS Code's settings are written in it.
 */
export const runFileLanguage = 'sagemaker-run';
export const activationEvents = [
  'onLanguage:dockerfile',
  `onLanguage:${runFileLanguage}`,
  // Tabs of a run's files that VS Code opens again.
  'onFileSystem:longshore',
];

export const runFileContributions = {
  languages: [
    {
      id: runFileLanguage,
      aliases: ['SageMaker Training Run'],
      filenamePatterns: ['*.train.json'],
      configuration: './media/languages/runFile.language.json',
    },
    // A template is JSON with comments, which is VS Code's own.
    { id: 'jsonc', filenames: ['longshore-template.json'] },
  ],
  grammars: [
    {
      language: runFileLanguage,
      scopeName: 'source.json.comments.sagemaker-run',
      path: './media/languages/runFile.tmLanguage.json',
    },
  ],
  // Asks VS Code's JSON support to complete, explain and validate this language as well.
  jsonLanguageParticipants: [{ languageId: runFileLanguage, comments: true }],
  jsonValidation: [
    { fileMatch: '*.train.json', url: './media/schemas/train.schema.json' },
    { fileMatch: 'longshore-template.json', url: './media/schemas/template.schema.json' },
  ],
} as const;
