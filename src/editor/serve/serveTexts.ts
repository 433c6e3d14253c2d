import * as l10n from '@vscode/l10n';
import { formatDuration } from '../../core/run/describe';
import type { ServedEndpoint, ServeEvent } from '../../core/serve/servedEndpoint';

type Line = Extract<ServeEvent, { kind: 'line' }>;

/** With the name of the variant, in a colour of its own, where there are several. */
export function lineText({ variant, host, text }: Line, { variants }: ServedEndpoint): string {
  const index = variants.findIndex(({ name }) => name === variant);
  const isOnly = variants.length === 1 && (variants[0]?.containers.length ?? 1) < 2;
  if (isOnly) return `${text}\n`;
  const name = (variants[index]?.containers.length ?? 1) > 1 ? `${variant}/${host}` : variant;
  return `\u001B[${31 + ((index + 1) % 6)}m${name}\u001B[0m ${text}\n`;
}

/** What a person wants to read of it; nothing of what is seen elsewhere. */
export function eventText(event: ServeEvent, { name }: ServedEndpoint): string | undefined {
  switch (event.kind) {
    case 'progress':
      return event.text;
    case 'opened':
      return l10n.t("{0} listens at {1}, as SageMaker's runtime does.", name, event.url);
    case 'starting':
      return l10n.t('{0}: starting …', event.variant);
    case 'started':
      return l10n.t('{0}: started, waiting for /ping …', event.variant);
    case 'ready':
      return l10n.t('{0}: in service after {1}.', event.variant, formatDuration(event.milliseconds));
    case 'failed': {
      const { title, cause, fixes } = event.trouble;
      return [`${event.variant}: ${title}.`, cause, ...fixes].join(' ');
    }
    case 'stopping':
      return l10n.t('{0}: stopping …', event.variant);
    case 'stopped':
      return event.killed
        ? l10n.t('{0}: killed, as it did not end within 30 seconds of SIGTERM.', event.variant)
        : l10n.t('{0}: stopped after {1}.', event.variant, formatDuration(event.milliseconds));
    case 'ended':
      return event.failure ?? l10n.t('{0} is stopped.', name);
    case 'weights':
    case 'traffic':
    case 'line':
    case 'closing':
    case 'kind':
    case 'queue':
      return undefined;
    default:
      return undefined;
  }
}
