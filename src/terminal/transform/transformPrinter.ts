import { fileEndText, phaseText, progressText } from '../../core/transform/transformInWords';
import { advanceTransform, noProgress, type TransformEvent } from '../../core/transform/transformState';
import * as l10n from '@vscode/l10n';
import type { Terminal } from '../commandLine';

export interface TransformPrinter {
  readonly tell: (event: TransformEvent) => void;
  readonly line: (host: string, text: string) => void;
}

/** Milliseconds between two lines on how far it is. */
const pause = 5000;

/** What becomes of the files on the standard output; all else on the standard error. */
export function transformPrinter({ out, error }: Terminal, json: boolean): TransformPrinter {
  if (json)
    return {
      tell: (event) => out(JSON.stringify(event)),
      line: (host, text) => out(JSON.stringify({ kind: 'line', host, text })),
    };
  let progress = noProgress;
  let told = 0;
  return {
    line: (host, text) => error(`${host} | ${text}`),
    tell: (event) => {
      progress = advanceTransform(progress, event);
      switch (event.kind) {
        case 'phase':
          return error(`${phaseText(event.phase)} …`);
        case 'file':
          return event.file.kind === 'done' ? out(fileEndText(event.file)) : undefined;
        case 'retry':
          return error(l10n.t('{0}: {1}; try {2} failed', event.file, event.reason, event.attempt));
        case 'note':
          return error(event.text);
        case 'inputs':
          return undefined;
        case 'sent':
          if (event.at - told < pause) return undefined;
          told = event.at;
          return error(progressText(progress));
      }
    },
  };
}
