// Sources: AWS's API model and Developer Guide, which do not say the same of endpoints that answer at once.
import * as l10n from '@vscode/l10n';
import { formatSize } from '../format';

/** What an endpoint is, as far as it limits payloads. */
export type EndpointMode = 'real time' | 'serverless' | 'async' | 'local';

/** Bytes. */
const mebibyte = 1_048_576;
const limits = {
  safe: 6 * mebibyte,
  documented: 25 * mebibyte,
  serverless: 4 * mebibyte,
  inline: 128_000,
} as const;

export type PayloadVerdict =
  | { readonly kind: 'fine' }
  /** It may go, when the user says so. */
  | { readonly kind: 'doubtful'; readonly text: string }
  | { readonly kind: 'too large'; readonly text: string };

/** Said before a byte is sent: AWS would take all of them first. */
export function judgePayload(bytes: number, mode: EndpointMode): PayloadVerdict {
  const size = formatSize(bytes);
  switch (mode) {
    case 'serverless':
      return bytes > limits.serverless
        ? tooLarge(l10n.t('A serverless endpoint takes 4 MB at most, and this is {0}.', size))
        : fine;
    case 'async':
      return bytes > limits.inline
        ? tooLarge(
            l10n.t(
              'A request of its own carries 128,000 bytes to an asynchronous endpoint at most, and this is {0}. Upload it to S3 and give its address.',
              size,
            ),
          )
        : fine;
    case 'local':
    case 'real time':
      if (bytes > limits.documented)
        return tooLarge(l10n.t('An endpoint takes 25 MB at most, and this is {0}.', size));
      return bytes > limits.safe ? { kind: 'doubtful', text: doubt(size) } : fine;
  }
}

const fine: PayloadVerdict = { kind: 'fine' };
const tooLarge = (text: string): PayloadVerdict => ({ kind: 'too large', text });

const doubt = (size: string): string =>
  l10n.t(
    'This is {0}. AWS documents 25 MB for an endpoint, and its API still says 6 MB: more may be refused.',
    size,
  );
