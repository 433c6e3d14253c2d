import * as l10n from '@vscode/l10n';
import { Problem } from '../../core/problem';

interface Asked {
  readonly action: string;
  readonly of: string;
}

/** SageMaker has one name for all that it refuses: the words alone tell what to do. Nothing for words not known. */
export function endpointRefusal(error: Error, { action, of }: Asked): Problem | undefined {
  const { name, message } = error;
  if (name !== 'ValidationException' || !made.has(action)) return undefined;
  if (/cannot update in-progress/i.test(message))
    return new Problem(
      'endpoint-busy',
      l10n.t('{0} is being changed: try again when it is in service.', of),
      error,
    );
  if (/cannot create already existing/i.test(message))
    return new Problem('bad-name', l10n.t('{0} is there already. Choose another name.', of), error);
  if (/could not find/i.test(message))
    return new Problem(
      'data-missing',
      l10n.t('AWS does not find what {0} needs. AWS said: {1}', of, message),
      error,
    );
  return undefined;
}

const made: ReadonlySet<string> = new Set(
  [
    'CreateModel',
    'CreateEndpointConfig',
    'CreateEndpoint',
    'UpdateEndpoint',
    'DeleteModel',
    'DeleteEndpointConfig',
  ].map((action) => `sagemaker:${action}`),
);
