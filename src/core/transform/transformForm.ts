import * as l10n from '@vscode/l10n';
import { Problem } from '../problem';
import { readTransformOptions, type TransformWords } from './readTransformOptions';

/** What is chosen for a batch transform, one line for each. */
export interface FormField {
  /** As `longshore transform` calls it, without the hyphens. */
  readonly name: string;
  readonly label: string;
  /** What happens when nothing is chosen. */
  readonly usual: string;
  readonly kind: 'input' | 'output' | 'text' | 'choice';
  readonly choices: readonly string[];
}

export function transformForm(): readonly FormField[] {
  const choice = (name: string, label: string, usual: string, choices: readonly string[]): FormField => ({
    name,
    label,
    usual,
    kind: 'choice',
    choices,
  });
  const text = (name: string, label: string, usual: string): FormField => ({
    name,
    label,
    usual,
    kind: 'text',
    choices: [],
  });
  const container = l10n.t('what the container says (/execution-parameters)');
  return [
    { name: 'input', label: l10n.t('Input'), usual: l10n.t('not chosen yet'), kind: 'input', choices: [] },
    { name: 'output', label: l10n.t('Output'), usual: l10n.t('not chosen yet'), kind: 'output', choices: [] },
    text('content-type', l10n.t('Content type'), l10n.t('none')),
    text('accept', l10n.t('Accept'), l10n.t('none')),
    choice('split', l10n.t('Split'), l10n.t('None: a file is one record'), [
      'None',
      'Line',
      'RecordIO',
      'TFRecord',
    ]),
    choice('strategy', l10n.t('Strategy'), container, ['MultiRecord', 'SingleRecord']),
    choice('assemble', l10n.t('Assemble with'), l10n.t('None'), ['None', 'Line']),
    choice('compression', l10n.t('Compression'), l10n.t('None'), ['None', 'Gzip']),
    text('max-payload', l10n.t('Largest payload in MB'), container),
    text('max-concurrent', l10n.t('Requests at once'), container),
    text('input-filter', l10n.t('Input filter'), l10n.t('$: all of a record')),
    choice('join', l10n.t('Join'), l10n.t('None'), ['None', 'Input']),
    text('output-filter', l10n.t('Output filter'), l10n.t('$: all of an answer')),
    text('timeout', l10n.t('Seconds for a request'), '600'),
    text('retries', l10n.t('New tries'), '3'),
  ];
}

/** Why SageMaker would not take these together; nothing when it would. */
export function wrongChoice(words: TransformWords): string | undefined {
  try {
    readTransformOptions(words);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}
