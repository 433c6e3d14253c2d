import { endpointPanelType, localPanelType, policyScheme } from './viewIds';

/**
 * Languages of their own for the files that we read, though they are JSON with comments: that one's would wake us in
 * every window, since VS Code's settings are written in it.
 */
export const runFileLanguage = 'sagemaker-run';
export const endpointFileLanguage = 'sagemaker-endpoint';

export const activationEvents = [
  'onLanguage:dockerfile',
  `onLanguage:${runFileLanguage}`,
  `onLanguage:${endpointFileLanguage}`,
  // Tabs of a run's files that VS Code opens again.
  'onFileSystem:longshore',
  `onFileSystem:${policyScheme}`,
  // Pages of endpoints, likewise.
  `onWebviewPanel:${endpointPanelType}`,
  `onWebviewPanel:${localPanelType}`,
];

interface UserFile {
  readonly language: string;
  readonly alias: string;
  readonly pattern: string;
  readonly grammar: string;
  readonly schema: string;
}

const userFiles: readonly UserFile[] = [
  {
    language: runFileLanguage,
    alias: 'SageMaker Training Run',
    pattern: '*.train.json',
    grammar: 'runFile',
    schema: 'train',
  },
  {
    language: endpointFileLanguage,
    alias: 'SageMaker Endpoint',
    pattern: '*.endpoint.json',
    grammar: 'endpointFile',
    schema: 'endpoint',
  },
];

export const userFileContributions = {
  languages: [
    ...userFiles.map(({ language, alias, pattern }) => ({
      id: language,
      aliases: [alias],
      filenamePatterns: [pattern],
      configuration: './media/languages/userFile.language.json',
    })),
    // A template is JSON with comments, which is VS Code's own.
    { id: 'jsonc', filenames: ['longshore-template.json'] },
  ],
  grammars: userFiles.map(({ language, grammar }) => ({
    language,
    scopeName: `source.json.comments.${language}`,
    path: `./media/languages/${grammar}.tmLanguage.json`,
  })),
  // Asks VS Code's JSON support to complete, explain and validate these languages as well.
  jsonLanguageParticipants: userFiles.map(({ language }) => ({ languageId: language, comments: true })),
  jsonValidation: [
    ...userFiles.map(({ pattern, schema }) => ({
      fileMatch: pattern,
      url: `./media/schemas/${schema}.schema.json`,
    })),
    { fileMatch: '*.ecr-lifecycle.json', url: './media/schemas/lifecycle.schema.json' },
    { fileMatch: 'longshore-template.json', url: './media/schemas/template.schema.json' },
  ],
} as const;
